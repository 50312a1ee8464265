using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Workspaces;

/// <summary>The workspace in use when nobody names one, and why it is that one.</summary>
/// <param name="Why">For people: the repository, or that there is none.</param>
/// <param name="Repository">Path of the repository's common folder; null outside of repositories.</param>
public sealed record AutomaticWorkspace(string Name, string Why, string? Repository)
{
    public static AutomaticWorkspace NoRepository { get; } = new(Workspace.DefaultName, "no repository here", null);

    /// <summary>
    /// The rule: the workspace of the repository that a folder belongs to, shared by all its work trees; <c>default</c> where there is none.
    /// A name in the repository's own git configuration wins, for one that was moved or is to share a memory. A file of the work tree cannot
    /// choose: what was cloned from a stranger must not open the memory of another project.
    /// </summary>
    public static AutomaticWorkspace Of(string folder)
    {
        if (GitRepository.Containing(folder) is not { } repository) { return NoRepository; }
        return repository.ConfiguredName is { } name
            ? new(name, $"graphmemory.workspace of {Path.Combine(repository.CommonFolder, "config")}", repository.CommonFolder)
            : new(repository.StableName, $"repository {repository.CommonFolder}", repository.CommonFolder);
    }
}
