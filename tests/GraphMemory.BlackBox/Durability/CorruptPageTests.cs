using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

public sealed class CorruptPageTests
{
    [Fact]
    public async Task A_corrupt_page_is_found_and_named_and_never_crashes_the_process()
    {
        using var folder = new DataFolder();
        await using (var session = await McpOverStdio.StartAsync(folder.Path))
        {
            foreach (var chunk in Enumerable.Range(0, 2_000).Chunk(500))
            {
                await session.CallAsync("create_entities", Reference.Entities(chunk.Select(i => $"entity {i}")));
            }

            Assert.Equal(0, await session.CloseAsync());
        }

        Scramble(folder.DatabaseFile);
        var doctor = await CommandLine.RunAsync("doctor", "--data", folder.Path);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("corrupt", doctor.Output + doctor.Error, StringComparison.OrdinalIgnoreCase);
        var recall = await CommandLine.RunAsync("recall", "entity", "--data", folder.Path);
        Assert.InRange(recall.ExitCode, 0, 1);
        Assert.DoesNotContain("Unhandled exception", recall.Error, StringComparison.Ordinal);
    }

    // Every second page, past the header page, is filled with a pattern that no page can begin with.
    private static void Scramble(string database)
    {
        const int pageBytes = 4096;
        var bytes = File.ReadAllBytes(database);
        for (var at = 4 * pageBytes; at + pageBytes <= bytes.Length; at += 2 * pageBytes) { bytes.AsSpan(at, pageBytes).Fill(0xA5); }
        File.WriteAllBytes(database, bytes);
    }
}
