using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

public sealed class FailingDiskTests(FaultShim shim) : IClassFixture<FaultShim>
{
    private const int WritesPerRun = 12;

    [Theory]
    [InlineData("sync:{0}", 12)]
    [InlineData("sync:{0}+", 6)]
    [InlineData("write:{0}", 24)]
    [InlineData("write:{0}+", 6)]
    public async Task A_call_that_fails_never_loses_an_acknowledged_write(string fault, int callsMax)
    {
        var fired = 0;
        for (var call = 1; call <= callsMax; call++)
        {
            using var folder = new DataFolder();
            using var marks = new DataFolder();
            var ledger = new Ledger();
            await WriteAsync(folder.Path, ledger, "before");
            await WriteUnderFaultAsync(folder.Path, ledger, shim.Environment(string.Format(null, fault, call), folder.Path, marks.Combine("fired")));
            await WriteAsync(folder.Path, ledger, "after");
            await ledger.VerifyAsync(folder.Path);
            fired += File.Exists(marks.Combine("fired")) ? 1 : 0;
        }

        Assert.Equal(callsMax, fired);
    }

    private static async Task WriteAsync(string dataFolder, Ledger ledger, string name)
    {
        await using var session = await McpOverStdio.StartAsync(dataFolder);
        Assert.True(await ledger.WriteAsync(session, name));
        Assert.Equal(0, await session.CloseAsync());
    }

    // The process may refuse single writes, turn read-only, or fail to start: it must not acknowledge what is lost.
    private static async Task WriteUnderFaultAsync(string dataFolder, Ledger ledger, Dictionary<string, string> environment)
    {
        McpOverStdio session;
        try
        {
            session = await McpOverStdio.StartAsync(dataFolder, environment: environment);
        }
        catch (IOException)
        {
            return;
        }

        await using (session)
        {
            for (var i = 0; i < WritesPerRun; i++) { await ledger.WriteAsync(session, $"during {i}"); }
        }
    }
}
