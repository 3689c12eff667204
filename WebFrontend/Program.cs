using OrleansChat.Hosting;

return await StartFailure.RunAsync(() => ChatServer.Build(args).RunAsync());
