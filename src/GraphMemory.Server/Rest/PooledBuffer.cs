using System.Buffers;

namespace GraphMemory.Server.Rest;

/// <summary>A growing buffer on rented memory.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 4_096;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        (_bytes, _length) = ([], 0);
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length >= count) { return; }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, Math.Max(_bytes.Length * 2, _length + count)));
        Written.Span.CopyTo(larger);
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        _bytes = larger;
    }
}

/// <summary>A stream that writes into a buffer.</summary>
internal sealed class BufferStream(PooledBuffer buffer) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => buffer.Written.Length;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public override void Write(byte[] bytes, int offset, int count) => buffer.Write(bytes.AsSpan(offset, count));

    public override void Flush() { }

    public override int Read(byte[] bytes, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
