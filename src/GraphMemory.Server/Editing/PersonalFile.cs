using System.Security.Cryptography;
using System.Text;

namespace GraphMemory.Server.Editing;

/// <summary>
/// A file that belongs to its owner and that we change in one place: as it was read, so that it can be replaced as a whole when nobody
/// changed it meanwhile. Links of dotfile collections are followed, mode and byte order mark are kept.
/// </summary>
/// <param name="Target">The file itself, behind all links.</param>
/// <param name="Text">Null when there is no file.</param>
internal sealed record PersonalFile(string Path, string Target, string? Text, bool HasMark)
{
    public const string BackupExtension = ".graphmemory-backup";

    private const long BytesMax = 64L << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    public string BackupPath => Target + BackupExtension;

    /// <summary>Reads a file; a fault when it is no text.</summary>
    public static (PersonalFile? File, TextFault? Fault) Read(string path)
    {
        var target = TargetOf(path);
        if (!System.IO.File.Exists(target)) { return (new(path, target, null, false), null); }
        if (new FileInfo(target).Length > BytesMax) { return (null, new(1, 1, $"the file is larger than {BytesMax} bytes")); }
        var bytes = System.IO.File.ReadAllBytes(target);
        var hasMark = bytes.AsSpan().StartsWith(Mark);
        try
        {
            return (new(path, target, Strict.GetString(bytes.AsSpan(hasMark ? Mark.Length : 0)), hasMark), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new(1, 1, "the file is not UTF-8 text"));
        }
    }

    /// <summary>False when somebody changed the file since it was read; then nothing is written.</summary>
    public bool Replace(string text)
    {
        if (IsChanged()) { return false; }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Target)!);
        var own = WriteBeside(Target, Bytes(text), ModeOf(Target) ?? OwnerOnly);
        if (IsChanged())
        {
            System.IO.File.Delete(own);
            return false;
        }

        System.IO.File.Move(own, Target, overwrite: true);
        return true;
    }

    /// <summary>False when somebody changed the file since it was read.</summary>
    public bool Delete()
    {
        if (IsChanged()) { return false; }
        System.IO.File.Delete(Target);
        return true;
    }

    /// <summary>Keeps what was read beside the file, readable by the owner alone.</summary>
    public void KeepBackup()
    {
        if (Text is not null) { System.IO.File.Move(WriteBeside(BackupPath, Bytes(Text), OwnerOnly), BackupPath, overwrite: true); }
    }

    /// <summary>Drops a backup that holds nothing but what the file holds now.</summary>
    public void DropBackupOf(string text)
    {
        if (System.IO.File.Exists(BackupPath) && System.IO.File.ReadAllBytes(BackupPath).AsSpan().SequenceEqual(Bytes(text))) { System.IO.File.Delete(BackupPath); }
    }

    private bool IsChanged() => Read(Path) is not { File: { } now } || now.Text != Text || now.HasMark != HasMark || now.Target != Target;

    private byte[] Bytes(string text) => HasMark ? [.. Mark, .. Strict.GetBytes(text)] : Strict.GetBytes(text);

    private static string WriteBeside(string path, byte[] bytes, UnixFileMode mode)
    {
        var own = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = OwnerOnly; }
        using (var stream = new FileStream(own, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        // The umask has no say in a mode that is set afterwards.
        if (!OperatingSystem.IsWindows()) { System.IO.File.SetUnixFileMode(own, mode); }
        return own;
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && System.IO.File.Exists(path) ? System.IO.File.GetUnixFileMode(path) : null;

    private static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : path;
}
