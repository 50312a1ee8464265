using System.Text.RegularExpressions;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;

namespace GraphMemory.Fuzz;

/// <summary>The command line's door inside this process, so that instrumented code is what runs. One scratch folder is its whole world.</summary>
internal sealed partial class Product : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public Product(string name)
    {
        // Memory-backed where there is one: the fuzzer is after logic, and a flush to disk costs more than the rest of a run.
        var root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Folder = Path.Combine(root, $"graphmemory-fuzz-{Environment.ProcessId}-{name}");
        Clear();
    }

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Begins with an empty folder.</summary>
    public void Clear()
    {
        if (Directory.Exists(Folder)) { Directory.Delete(Folder, recursive: true); }
        Directory.CreateDirectory(Folder);
    }

    public (int ExitCode, string Output, string Error) Run(params string[] args) => Run(Stream.Null, Stream.Null, "", args);

    /// <summary>Runs one command to its end.</summary>
    /// <exception cref="FindingException">The exit code is none of ours.</exception>
    public (int ExitCode, string Output, string Error) Run(Stream input, Stream output, string text, params string[] args)
    {
        var (written, talked) = (new StringWriter(), new StringWriter());
        var code = GraphMemoryCli.RunAsync([.. args, "--data", Data], World(input, output, text, written, TextWriter.Synchronized(talked))).GetAwaiter().GetResult();
        if (code is not (ExitCodes.Done or ExitCodes.Failed or ExitCodes.BadUsage)) { throw new FindingException($"exit code {code}"); }
        if (talked.ToString().Contains("   at GraphMemory.", StringComparison.Ordinal)) { throw new FindingException($"a stack trace on stderr:\n{talked}"); }
        return (code, written.ToString(), talked.ToString());
    }

    /// <summary>Starts a server and returns its address and the task that ends with it.</summary>
    public (Uri Address, Task Ended) Serve(params string[] settings)
    {
        var (output, log) = (new AddressWriter(), TextWriter.Synchronized(new StringWriter()));
        string[] args = ["serve", "--port", "0", "--data", Data, .. settings.SelectMany(setting => (string[])["--set", setting])];
        var ended = Task.Run(() => GraphMemoryCli.RunAsync(args, World(Stream.Null, Stream.Null, "", output, log)));
        return (output.Address.Task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult(), ended);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        if (Directory.Exists(Folder)) { Directory.Delete(Folder, recursive: true); }
    }

    private CliEnvironment World(Stream input, Stream output, string text, TextWriter written, TextWriter talked) => new()
    {
        Input = new StringReader(text),
        Output = written,
        Error = talked,
        OpenStreams = () => (input, output),
        Variables = new Dictionary<string, string>(),
        Platform = Platform.Linux,
        Home = PathOf("home"),
        Folder = Path.GetTempPath(),
        Time = TimeProvider.System,
        Terminal = Terminal.None,
        ListenForStop = () => _stop.Token,
    };

    /// <summary>Waits for the line that tells where the server listens.</summary>
    private sealed partial class AddressWriter : StringWriter
    {
        public TaskCompletionSource<Uri> Address { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Look();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            Look();
        }

        private void Look()
        {
            if (LoopbackAddress().Match(ToString()) is { Success: true } match) { Address.TrySetResult(new(match.Value)); }
        }

        [GeneratedRegex("http://127[.]0[.]0[.]1:[1-9][0-9]*(?=[^0-9])")]
        private static partial Regex LoopbackAddress();
    }
}
