using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;

namespace GraphMemory.Server.ImportExport.Pipeline;

/// <summary>
/// A new folder of many small files. The system takes longer to make a file than we take for its content, so while the content of the next
/// ones is put together other threads make those before.
/// </summary>
internal sealed class SmallFiles : IDisposable
{
    private const int Writers = 2;

    /// <summary>Bounds what waits: bundles of files, of about this size.</summary>
    private const int BundlesAhead = 4, BundleBytes = 64 << 10;

    private readonly BlockingCollection<Bundle> _bundles = new(BundlesAhead);
    private readonly Thread[] _writers = new Thread[Writers];
    private Bundle _bundle = new();
    private ExceptionDispatchInfo? _fault;

    public SmallFiles()
    {
        for (var i = 0; i < _writers.Length; i++)
        {
            _writers[i] = new Thread(MakeFiles) { IsBackground = true, Name = "small files" };
            _writers[i].Start();
        }
    }

    /// <summary>Puts a file together now; it is made some time before <see cref="Complete"/> returns. The writer is valid in the call only.</summary>
    /// <exception cref="IOException">This file, or one before, could not be made.</exception>
    public void Add(string path, Action<TextWriter> write)
    {
        _bundle.Add(path, write);
        if (_bundle.ByteCount < BundleBytes) { return; }
        HandOver();
    }

    /// <summary>Returns when every file is made.</summary>
    /// <exception cref="IOException">One could not be made.</exception>
    public void Complete()
    {
        HandOver();
        End();
        _fault?.Throw();
    }

    /// <summary>When it returns, nothing is written any more.</summary>
    public void Dispose()
    {
        End();
        _bundles.Dispose();
        _bundle.Dispose();
    }

    private void HandOver()
    {
        _fault?.Throw();
        _bundles.Add(_bundle);
        _bundle = new Bundle();
    }

    private void End()
    {
        _bundles.CompleteAdding();
        foreach (var writer in _writers) { writer.Join(); }
    }

    /// <summary>After a fault the rest is taken and dropped, so that nobody waits for room.</summary>
    private void MakeFiles()
    {
        foreach (var next in _bundles.GetConsumingEnumerable())
        {
            using var bundle = next;
            if (Volatile.Read(ref _fault) is not null) { continue; }
            try { bundle.MakeFiles(); }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }

    private sealed class Bundle : IDisposable
    {
        private readonly List<(string Path, int End)> _files = [];
        private readonly MemoryStream _content = new(BundleBytes);
        private readonly StreamWriter _text;

        public Bundle() => _text = new StreamWriter(_content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };

        public int ByteCount => (int)_content.Length;

        public void Add(string path, Action<TextWriter> write)
        {
            write(_text);
            _text.Flush();
            _files.Add((path, ByteCount));
        }

        public void MakeFiles()
        {
            var start = 0;
            foreach (var (path, end) in _files)
            {
                // A new file, not one that is emptied: ext4 answers the latter by writing the data out when it is closed.
                using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                RandomAccess.Write(file, _content.GetBuffer().AsSpan(start, end - start), fileOffset: 0);
                start = end;
            }
        }

        public void Dispose() => _text.Dispose();
    }
}
