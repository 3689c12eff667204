using OrleansChat.Hosting;

var builder = ChatServerBuilder.Create(args);
builder.Services.AddFrontend();

var app = builder.Build();
app.UseFrontend();
await app.RunAsync();
