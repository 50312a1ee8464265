using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class DocumentLengthTests
{
    [Fact]
    public void Short_lengths_are_exact() =>
        Assert.All(Enumerable.Range(0, 40), length => Assert.Equal(length, DocumentLength.FromNorm(DocumentLength.ToNorm(length))));

    [Fact]
    public void Longer_lengths_lose_less_than_an_eighth() => Gen.Int[1, int.MaxValue].Sample(length =>
    {
        var stored = DocumentLength.FromNorm(DocumentLength.ToNorm(length));
        Assert.InRange(stored, length - (length / 8), length);
    });

    [Fact]
    public void Longer_documents_never_get_a_smaller_byte() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Sample((a, b) =>
            Assert.True(DocumentLength.ToNorm(Math.Min(a, b)) <= DocumentLength.ToNorm(Math.Max(a, b))));

    [Fact]
    public void Negative_lengths_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => DocumentLength.ToNorm(-1));
}
