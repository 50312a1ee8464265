using GraphMemory.Server.Cli;
using GraphMemory.Server.Hosting;

using var signals = new StopSignals();
return await GraphMemoryCli.RunAsync(args, ProcessEnvironment.Of(signals));
