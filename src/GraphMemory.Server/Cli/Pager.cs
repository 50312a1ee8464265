using System.ComponentModel;
using System.Diagnostics;

namespace GraphMemory.Server.Cli;

/// <summary>Text that is longer than the terminal goes through a pager: GRAPHMEMORY_PAGER, else PAGER, else less; an empty one or "cat" is none.</summary>
internal static class Pager
{
    /// <summary>Less that ends by itself when all fits, shows colours, and leaves the text on the screen.</summary>
    private const string Default = "less -FRX";

    public static void Show(CliRun run, Action<TextWriter> write)
    {
        var (environment, terminal) = (run.Environment, run.Environment.Terminal);
        if (!terminal.IsOutput || terminal.Height == 0 || run.Parsed.GetValue<bool>(GlobalOptions.NoPager) || CommandOf(environment) is not { } command)
        {
            write(environment.Output);
            return;
        }

        using var text = new StringWriter();
        write(text);
        var whole = text.ToString();
        if (whole.AsSpan().Count('\n') < terminal.Height || !environment.Page(command, whole)) { environment.Output.Write(whole); }
    }

    /// <summary>Runs the command line of a pager on a text. One that ends early, as when a person quits, has shown enough.</summary>
    public static bool Run(string command, string text)
    {
        var (shell, flag) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(shell, [flag, command]) { RedirectStandardInput = true, UseShellExecute = false })!;
            try
            {
                process.StandardInput.Write(text);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It was quit before the end.
            }

            process.WaitForExit();
            return process.ExitCode != CommandNotFound;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What a POSIX shell says when there is no such program.</summary>
    private const int CommandNotFound = 127;

    private static string? CommandOf(CliEnvironment environment)
    {
        var command = environment.Variables.GetValueOrDefault("GRAPHMEMORY_PAGER") ?? environment.Variables.GetValueOrDefault("PAGER") ?? Default;
        return command.Trim() is "" or "cat" ? null : command;
    }
}
