using System.Text;
using CsCheck;
using GraphMemory.Engine.Analytics.Snapshots;

namespace GraphMemory.Tests.Analytics.Snapshots;

public sealed class Utf8NamesTests
{
    [Fact]
    public void Interned_names_are_numbered_as_a_dictionary_would() => Gen.String[0, 3].Array[0, 400].Sample(words =>
    {
        var (names, model) = (new Utf8Names(), new Dictionary<string, int>());
        foreach (var word in words.Select(word => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(word))))
        {
            if (!model.TryGetValue(word, out var number)) { model.Add(word, number = model.Count); }
            Assert.Equal(number, names.Intern(word));
        }

        Assert.Equal(model.Count, names.Count);
        Assert.All(model, pair => Assert.Equal((pair.Key, (int?)pair.Value), (names[pair.Value], names.Find(pair.Key))));
        Assert.Null(names.Find("not among them at all"));
    }, iter: 50);

    [Fact]
    public void Added_names_are_found()
    {
        var names = new Utf8Names();
        for (var i = 0; i < 1_000; i++) { names.Add(Encoding.UTF8.GetBytes($"name {i}")); }
        Assert.All(Enumerable.Range(0, 1_000), i => Assert.Equal(i, names.Find($"name {i}")));
    }
}
