Console.Error.WriteLine("Silo: not composed yet");
return 2;
