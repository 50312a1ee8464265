using System.Diagnostics;

namespace GraphMemory.Server.ImportExport.Ancestor;

/// <summary>What <c>pg_restore</c> writes while it is fed an archive; its failure is the stream's.</summary>
internal sealed class RestoreStream : Stream
{
    private const int ErrorLengthMax = 500;

    private readonly Process _process;
    private readonly Task _feeding;
    private readonly Task<string> _errors;

    public RestoreStream(Process process, Stream archive)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _feeding = Task.Run(() => FeedAsync(archive));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = _process.StandardOutput.BaseStream.Read(buffer);
        if (count == 0) { Check(); }
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_process.HasExited) { _process.Kill(); }
            _feeding.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task FeedAsync(Stream archive)
    {
        using (archive)
        {
            try
            {
                await archive.CopyToAsync(_process.StandardInput.BaseStream);
                _process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It stopped reading: its exit code says why.
            }
        }
    }

    private void Check()
    {
        _process.WaitForExit();
        if (_process.ExitCode == 0) { return; }
        var errors = _errors.Result.Trim();
        throw new InvalidDataException($"pg_restore failed: {(errors.Length > ErrorLengthMax ? errors[..ErrorLengthMax] : errors)}");
    }
}
