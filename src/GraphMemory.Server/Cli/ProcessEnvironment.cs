using System.Collections;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli;

/// <summary>The real world as a command's environment.</summary>
internal static class ProcessEnvironment
{
    public static Platform Platform => OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOs : Platform.Linux;

    public static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    public static CliEnvironment Of(StopSignals signals) => new()
    {
        Input = Console.In,
        Output = Console.Out,
        Error = Console.Error,
        OpenStreams = () => (Console.OpenStandardInput(), Console.OpenStandardOutput()),
        Variables = Variables(),
        Platform = Platform,
        Home = Home,
        Folder = Environment.CurrentDirectory,
        Time = TimeProvider.System,
        Terminal = new(!Console.IsInputRedirected, !Console.IsOutputRedirected, !Console.IsErrorRedirected, Width(), Height()),
        Page = Pager.Run,
        ListenForStop = signals.Listen,
        ListenForReload = signals.ListenForReload,
    };

    // Variables of Windows have no case; elsewhere they do.
    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry pair in Environment.GetEnvironmentVariables()) { variables[(string)pair.Key] = (string?)pair.Value ?? ""; }
        return variables;
    }

    private static int Height() => Console.IsOutputRedirected ? 0 : Console.WindowHeight;

    private static int Width() => Console.IsOutputRedirected && Console.IsErrorRedirected ? 0 : Console.WindowWidth;
}
