using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Cli;

/// <summary>Runs commands in process, in an empty home of their own.</summary>
internal sealed class CliHarness : IDisposable
{
    public TestFolder Home { get; } = new();

    /// <summary>Instead of <see cref="Time"/>, where something is measured.</summary>
    public TimeProvider? Clock { get; set; }

    public Dictionary<string, string> Variables { get; } = [];

    public FakeTimeProvider Time { get; set; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public string Input { get; set; } = "";

    public Terminal Terminal { get; set; } = Terminal.None;

    public (Stream Input, Stream Output) Streams { get; set; } = (Stream.Null, Stream.Null);

    /// <summary>What a command starts again; null for what runs the tests.</summary>
    public string? Executable { get; set; }

    /// <summary>The pager.</summary>
    public Func<string, string, bool> Page { get; set; } = (_, _) => false;

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>The current folder; null for the home.</summary>
    public string? Folder { get; set; }

    public string DataFolder => Path.Combine(Home.Path, ".local", "share", "graphmemory");

    public Task<CliAnswer> RunAsync(params string[] args) => RunAsync(new StringWriter(), new StringWriter(), args);

    public async Task<CliAnswer> RunAsync(StringWriter output, StringWriter error, params string[] args)
    {
        var code = await GraphMemoryCli.RunAsync(args, new CliEnvironment
        {
            Input = new StringReader(Input),
            Output = output,
            Error = error,
            OpenStreams = () => Streams,
            Variables = Variables,
            Platform = Platform.Linux,
            Home = Home.Path,
            Folder = Folder ?? Home.Path,
            Time = Clock ?? Time,
            Executable = Executable ?? Environment.ProcessPath!,
            Terminal = Terminal,
            Page = Page,
            ListenForStop = () => Stop.Token,
        });
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        Stop.Dispose();
        Home.Dispose();
    }
}

internal sealed record CliAnswer(int ExitCode, string Output, string Error);
