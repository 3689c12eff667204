using OrleansChat.Hosting;

await ChatServer.Build(args).RunAsync();
