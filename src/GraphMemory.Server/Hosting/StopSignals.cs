using System.Runtime.InteropServices;

namespace GraphMemory.Server.Hosting;

/// <summary>Ctrl+C and SIGTERM as a cancellation token, the second one ends the process at once; SIGHUP as the wish to read the configuration again.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private bool _listens;

    public CancellationToken Listen()
    {
        if (!_listens)
        {
            _listens = true;
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
        }

        return _stop.Token;
    }

    /// <summary>Runs <paramref name="reload"/> at each SIGHUP, where the system has it.</summary>
    public void ListenForReload(Action reload)
    {
        if (!OperatingSystem.IsWindows()) { _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Handle(context, reload))); }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    internal static void Handle(PosixSignalContext context, Action reload)
    {
        context.Cancel = true;
        reload();
    }

    internal void Handle(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
