using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>Tells the user, on stderr, what became of the memory file; what could not be read is kept in a file of its own.</summary>
internal sealed class MemoryFileReport(TextWriter errors)
{
    private const int LinesShownMax = 20;

    public void TakenOver(string path, ReferenceFileReading reading, ReplaceCounts counts)
    {
        foreach (var fault in reading.Faults.Take(LinesShownMax))
        {
            errors.WriteLine($"graphmemory: {path} line {fault.Number}: {fault.Rejected ?? fault.Healed}");
        }

        if (reading.Faults.Length > LinesShownMax) { errors.WriteLine($"graphmemory: {path}: {reading.Faults.Length - LinesShownMax} more such lines"); }
        if (counts.Closed > 0) { errors.WriteLine($"graphmemory: {path} was changed outside: {counts.Added} statements taken over, {counts.Closed} closed (history is kept)"); }
        var rejected = reading.Faults.Where(fault => fault.Rejected is not null).ToList();
        if (rejected.Count == 0) { return; }
        RejectsFile.Append(RejectsFile.PathOf(path), rejected.Select(fault => new RejectedLine(fault.Number, fault.Rejected!, fault.Text)));
        errors.WriteLine($"graphmemory: what could not be read is kept in {RejectsFile.PathOf(path)}");
    }

    /// <summary>The next change will write the file anew, so what the user wrote is put aside.</summary>
    public void Refused(string path, Problem problem)
    {
        File.Copy(path, path + ".refused", overwrite: true);
        errors.WriteLine($"graphmemory: {path} was not taken over: {problem.Detail}. It is kept as {path}.refused");
    }

    public void Failed(string path, Exception exception) =>
        errors.WriteLine($"graphmemory: the memory file {path} could not be read or written ({exception.Message}); the memory itself is safe, and the file is tried again");
}
