namespace GraphMemory.Tests.Workspaces;

/// <summary>Git repositories made of the files that git would write.</summary>
internal sealed class GitFixture : IDisposable
{
    private readonly TestFolder _root = new();

    public string Path(string name) => System.IO.Path.Combine(_root.Path, name);

    public string Folder(string name) => Directory.CreateDirectory(Path(name)).FullName;

    /// <summary>A repository with its folder .git inside the work tree.</summary>
    public string Repository(string name)
    {
        GitFolder($"{name}/.git");
        return Path(name);
    }

    /// <summary>A git folder on its own, as a bare repository is.</summary>
    public string GitFolder(string name)
    {
        Folder($"{name}/objects");
        Folder($"{name}/refs");
        _root.File($"{name}/HEAD", "ref: refs/heads/main\n");
        return Path(name);
    }

    /// <summary>A work tree as <c>git worktree add</c> makes it.</summary>
    public string WorkTree(string gitFolder, string name)
    {
        var own = $"{gitFolder}/worktrees/{System.IO.Path.GetFileName(name)}";
        _root.File($"{own}/HEAD", "ref: refs/heads/topic\n");
        _root.File($"{own}/commondir", "../..\n");
        _root.File($"{name}/.git", $"gitdir: {Path(own)}\n");
        return Path(name);
    }

    public string File(string name, string text) => _root.File(name, text);

    public void Dispose() => _root.Dispose();
}
