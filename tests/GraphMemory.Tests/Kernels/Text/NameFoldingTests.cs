using System.Text;
using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("OrderService", "order_service", "Order-Service", "order service", " ORDER  SERVICE ", "orderService", "ｏｒｄｅｒ service")]
    [InlineData("Müller", "muller", "Mu\u0308ller", "MÜLLER")]
    [InlineData("Straße", "strasse")]
    [InlineData("GPT-4", "gpt4", "GPT 4")]
    public void Spellings_of_one_name_are_equal(params string[] names) => Assert.Single(names.Select(Fold).Distinct());

    [Theory]
    [InlineData("C", "C#", "C++")]
    [InlineData("1.10", "11.0", "1 10", "110")]
    [InlineData("src/a.cs", "src/b.cs", "srca.cs")]
    [InlineData("v1-0", "v10")]
    [InlineData("東京", "京都")]
    public void Other_names_are_not(params string[] names) => Assert.Equal(names.Length, names.Select(Fold).Distinct().Count());

    [Theory]
    [InlineData("")]
    [InlineData(" - _ ")]
    public void A_name_of_separators_folds_to_nothing(string name) => Assert.Equal("", Fold(name));

    [Fact]
    public void Folding_is_idempotent_and_fits_its_bound() => Gen.String.Sample(name =>
    {
        var once = Fold(name);
        Assert.Equal(once, Fold(once));
        Assert.Equal(once, Fold(name.Replace("_", " ", StringComparison.Ordinal)));
    });

    private static string Fold(string name)
    {
        var bytes = new byte[NameFolding.BytesMax(name.Length)];
        return Encoding.UTF8.GetString(bytes, 0, NameFolding.Fold(name, bytes));
    }
}
