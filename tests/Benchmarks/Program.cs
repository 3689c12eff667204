using BenchmarkDotNet.Running;
using OrleansChat.Tests.Engine;

if (args is ["quick", ..])
{
    await QuickRun.RunAsync();
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(QuickRun).Assembly).Run(args);
return 0;
