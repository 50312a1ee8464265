using System.Net;
using System.Net.Sockets;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The HTTP door: its token, its instance file, its port.</summary>
internal static class ServerChecks
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static CheckOutcome Token(DoctorSubject subject)
    {
        var path = subject.Folder.TokenPath;
        if (subject.Options.Server.Token.Length > 0) { return CheckOutcome.Ok("set by server.token"); }
        if (!File.Exists(path)) { return CheckOutcome.Ok("will be made by the first graphmemory serve"); }
        return OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == OwnerOnly
            ? CheckOutcome.Ok("only the owner can read it")
            : CheckOutcome.Failed("other users can read the token", $"rm '{path}' and restart the server: a token that was readable is no secret.");
    }

    /// <summary>Writing always needs the token there (the configuration sees to it); reading needs it only by this rule.</summary>
    public static CheckOutcome Bind(DoctorSubject subject)
    {
        var options = subject.Options.Server;
        return ConfigurationRules.IsLoopback(options.Bind) || options.TokenRequired == TokenRule.Always
            ? CheckOutcome.Ok(options.Bind)
            : CheckOutcome.Warning($"every machine that reaches {options.Bind} can read the memory without a token", "graphmemory config set server.token_required always");
    }

    public static CheckOutcome Server(DoctorSubject subject)
    {
        var path = subject.Folder.ServerFilePath;
        if (!File.Exists(path)) { return CheckOutcome.Ok("none runs on this folder"); }
        return RunningServer.Find(subject.Folder) is { } server
            ? CheckOutcome.Ok($"answers at {server.Url} (process {server.Pid})")
            : CheckOutcome.Warning("server.json was left behind by a server that is gone", $"rm '{path}' (it is ignored meanwhile)", () => File.Delete(path));
    }

    public static CheckOutcome Port(DoctorSubject subject)
    {
        var options = subject.Options.Server;
        if (RunningServer.Find(subject.Folder) is { } server && new Uri(server.Url).Port == options.Port) { return CheckOutcome.Ok($"{options.Port} is in use by our server"); }
        var address = options.Bind == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Bind);
        try
        {
            using var listener = new TcpListener(address, options.Port);
            listener.Start();
            return CheckOutcome.Ok($"{options.Port} is free");
        }
        catch (SocketException fault)
        {
            var holder = Machine.ListenerOn(options.Port) is { } name ? $"{name} listens there" : fault.Message;
            return CheckOutcome.Warning($"{options.Bind} port {options.Port} cannot be used: {holder}", $"graphmemory serve --port {options.Port + 1}");
        }
    }
}
