using System.Globalization;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The index files: caches that make a start fast.</summary>
internal static class IndexChecks
{
    public static CheckOutcome Index(DoctorSubject subject) => subject.OnMemory(memory =>
    {
        try
        {
            return Told(subject, [.. memory.Store.Workspaces().Select(workspace => ReportOf(memory, workspace))]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or StoreFaultException)
        {
            return CheckOutcome.Warning($"the index files cannot be read: {fault.Message}", FixIn(subject));
        }
    });

    private static IndexReport ReportOf(MemoryHost memory, Workspace workspace) => memory.Store.Read(workspace.Id, read =>
        IndexCheck.Run(read, Path.Combine(memory.Folder.IndexPath, workspace.Id.ToString(CultureInfo.InvariantCulture))));

    private static CheckOutcome Told(DoctorSubject subject, IReadOnlyList<IndexReport> reports)
    {
        var (files, damaged, foreign) = (reports.Sum(report => report.Files), reports.Sum(report => report.Unreadable.Count), reports.Sum(report => report.Foreign.Count));
        if (damaged + foreign > 0)
        {
            return CheckOutcome.Warning($"of {files} index files {damaged} cannot be read and {foreign} belong to another history; they are ignored", FixIn(subject), () => Delete(subject));
        }

        return CheckOutcome.Ok(files == 0 ? "no file yet; a long-running process writes them" : $"{files} file{(files == 1 ? "" : "s")}, all fit the store");
    }

    private static void Delete(DoctorSubject subject) => Directory.Delete(subject.Folder.IndexPath, recursive: true);

    private static string FixIn(DoctorSubject subject) => $"rm -r '{subject.Folder.IndexPath}' (nothing is lost; it is made again)";
}
