using GraphMemory.Engine.Vectors;

namespace GraphMemory.Tests.Vectors;

public sealed class VectorFilesTests : IDisposable
{
    private readonly VectorFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Another_process_answers_from_the_same_files_without_embedding_any_text()
    {
        _fixture.Memory.Remember("The car is red");
        var (vectors, recall) = _fixture.NewProcess();
        Assert.NotEmpty(_fixture.Ask(recall, "scarlet automobile").Notes);
        _fixture.Follow();
        Assert.Equal("The car is red", _fixture.Ask(recall, "scarlet automobile").Items[0].Fact!.Fact.Statement.Text);
        Assert.False(_fixture.Step(vectors).Value);
        Assert.Equal(["The car is red", "scarlet automobile"], _fixture.Embedder.Texts);
    }

    [Fact]
    public void Only_one_process_embeds_at_a_time()
    {
        _fixture.Memory.Remember("The car is red");
        var other = VectorFiles.Of(Path.GetDirectoryName(_fixture.Folder)!, VectorFixture.First);
        using (other.TryLock()) { Assert.False(_fixture.Step().Value); }
        Assert.Empty(_fixture.Embedder.Texts);
        Assert.True(_fixture.Step().Value);
    }

    [Fact]
    public void Many_small_files_become_few()
    {
        for (var i = 0; i < 40; i++)
        {
            _fixture.Memory.Remember($"Fact number {i}");
            _fixture.Follow();
        }

        Assert.InRange(_fixture.Status.Files, 1, 8);
        Assert.Equal(40, _fixture.Status.Vectors);
        Assert.Equal(_fixture.Status.Files, Directory.EnumerateFiles(_fixture.Folder, "*.gmvec*").Count());
        Assert.Equal(40, _fixture.Embedder.Texts.Count);
    }

    [Fact]
    public void Beyond_the_bound_a_graph_is_walked_and_grows_with_the_log()
    {
        _fixture.Wanted = _fixture.Wanted! with { Options = _fixture.Wanted.Options with { ExactMax = 100, StepEventsMax = 128 } };
        var random = new Random(5);
        string[] words = [.. Enumerable.Range(0, 60).Select(i => $"word{i}")];
        string Sentence() => string.Join(' ', Enumerable.Range(0, 6).Select(_ => words[random.Next(words.Length)]));
        for (var i = 0; i < 90; i++) { _fixture.Memory.Remember(Sentence()); }
        _fixture.Follow();
        Assert.False(_fixture.Status.HasGraph);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 150; i++) { _fixture.Memory.Remember(Sentence()); }
            _fixture.Follow();
            Assert.True(_fixture.Status.HasGraph);
        }

        Assert.Equal(540, _fixture.Status.Vectors);
        var chain = Chain();
        Assert.True(chain.Segments.Where(segment => !segment.HasGraph).Sum(segment => segment.Rows) <= 100);
        var pool = new ScratchPool();
        var (found, asked) = (0, 0);
        for (var i = 0; i < 30; i++)
        {
            var values = _fixture.Embedder.Vector(Sentence());
            Assert.True(GraphMemory.Kernels.Vectors.FloatVector.Normalise(values));
            var question = new VectorQuestion(values);
            var exact = chain.Search(in question, 10, _ => default(GraphMemory.Kernels.Vectors.AllRows), new VectorSearchOptions(64, 1, pool) { IsExact = true });
            var walked = chain.Search(in question, 10, _ => default(GraphMemory.Kernels.Vectors.AllRows), new VectorSearchOptions(64, 1, pool));
            asked += exact.Count;
            found += exact.Select(hit => hit.Id).Intersect(walked.Select(hit => hit.Id)).Count();
        }

        Assert.InRange(found / (double)asked, 0.97, 1);
    }

    [Fact]
    public void A_large_file_is_compared_by_several_threads_with_the_same_answer()
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "large.gmvec");
        var random = new Random(6);
        var vectors = Enumerable.Range(0, 60_000).Select(_ =>
        {
            var vector = Enumerable.Range(0, 8).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            GraphMemory.Kernels.Vectors.FloatVector.Normalise(vector);
            return vector;
        }).ToList();
        VectorFile.Write(path, vectors, new VectorOptions(), new Progress<int>());
        var one = VectorFile.Open(path, new VectorOptions { ThreadsMax = 1 })!;
        var two = VectorFile.Open(path, new VectorOptions { ThreadsMax = 2 })!;
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(one.Search(vectors[i], 20), two.Search(vectors[i], 20));
            Assert.Equal(i, one.Search(vectors[i], 1)[0].Row);
        }

        Assert.Equal(60_000, one.Rows);
        Assert.Equal((60_000 * 12, 60_000 * 32, 0), (one.CodeBytes, one.ValueBytes, one.LinkBytes));
        Assert.Equal(vectors[7], one.Values(7).ToArray());
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("header")]
    [InlineData("garbage")]
    public void A_file_that_is_not_whole_is_made_again(string damage)
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        var path = Directory.EnumerateFiles(_fixture.Folder, "*.gmvec").Single();
        var bytes = File.ReadAllBytes(path);
        if (damage == "header") { bytes[40] ^= 1; }
        File.WriteAllBytes(path, damage switch { "empty" => [], "cut" => bytes[..^64], "garbage" => new byte[2_000], _ => bytes });
        var (vectors, recall) = _fixture.NewProcess();
        Assert.NotEmpty(_fixture.Ask(recall, "scarlet automobile").Notes);
        while (_fixture.Step(vectors).Value) { }
        Assert.Equal("The car is red", _fixture.Ask(recall, "scarlet automobile").Items[0].Fact!.Fact.Statement.Text);
    }

    [Fact]
    public void A_graph_whose_links_make_no_sense_is_thrown_away_and_the_answer_comes_without_it()
    {
        _fixture.Wanted = _fixture.Wanted! with { Options = _fixture.Wanted.Options with { ExactMax = 10 } };
        for (var i = 0; i < 50; i++) { _fixture.Memory.Remember($"The car number {i} is red"); }
        _fixture.Follow();
        Assert.True(_fixture.Status.HasGraph);
        var path = Directory.EnumerateFiles(_fixture.Folder, "*.gmvec").Single();
        var (from, length) = Links(path);
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(from, length).Fill(0x7F);
        File.WriteAllBytes(path, bytes);

        var (_, recall) = _fixture.NewProcess();
        var answer = _fixture.Ask(recall, "the car number 7");
        Assert.NotEmpty(answer.Items);
        Assert.Contains("has made no vectors yet", Assert.Single(answer.Notes), StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Files_of_another_workspace_or_history_are_ignored()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Follow();
        using var other = new VectorFixture();
        other.Memory.Remember("Lunch is at noon");
        Directory.CreateDirectory(other.Folder);
        foreach (var path in Directory.EnumerateFiles(_fixture.Folder)) { File.Copy(path, Path.Combine(other.Folder, Path.GetFileName(path)), overwrite: true); }
        File.WriteAllText(Path.Combine(other.Folder, "no-range-x.gmvec"), "");
        other.Memory.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, other.Memory.Store.Read(other.Memory.WorkspaceId, read => VectorFiles.Of(Path.GetDirectoryName(other.Folder)!, VectorFixture.Second).Load(read).Count));
        other.Memory.Remember("The cellar is cold");
        other.Follow();
        Assert.Equal(2, other.Status.Vectors);
    }

    [Fact]
    public void A_folder_that_takes_no_file_is_a_problem_and_no_crash()
    {
        _fixture.Memory.Remember("The car is red");
        _fixture.Embedder.Before = _ =>
        {
            // A folder where the description of the model would go: not even a superuser can write it.
            Directory.CreateDirectory(Path.Combine(_fixture.Folder, "model"));
            return Task.CompletedTask;
        };
        Assert.Equal(VectorProblems.NotWritten, _fixture.Step().Problem!.Code);
    }

    [Fact]
    public void Half_written_files_of_killed_writers_are_cleared_away()
    {
        _fixture.Memory.Remember("The car is red");
        Directory.CreateDirectory(_fixture.Folder);
        File.WriteAllText(Path.Combine(_fixture.Folder, "0-1-1.gmvec.99.tmp"), "half");
        _fixture.Follow();
        Assert.DoesNotContain(Directory.EnumerateFiles(_fixture.Folder), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("onnx", "a/model.onnx#1-256", 0, "")]
    [InlineData("openai", "text-embedding-3-small", 512, "passage: ")]
    public void A_model_is_told_again_by_its_file(string provider, string name, int dimensions, string prefix)
    {
        var model = new VectorModel(provider, name, dimensions, prefix);
        Assert.Equal(model, VectorModel.FromText(model.ToText()));
        Assert.NotEqual(model.Fingerprint, (model with { TextPrefix = "other" }).Fingerprint);
    }

    [Fact]
    public void A_file_that_tells_no_model_is_none() => Assert.Null(VectorModel.FromText("onnx\nmodel\nmany\n"));

    private VectorChain Chain() => _fixture.Memory.Store.Read(
        _fixture.Memory.WorkspaceId, read => new VectorChain([.. VectorFiles.Of(Path.GetDirectoryName(_fixture.Folder)!, VectorFixture.First).Load(read)]));

    private static unsafe (int From, int Length) Links(string path)
    {
        var header = VectorData.TryMap(path)!.Header;
        return ((int)header.SectionOffset[(int)VectorSection.LowestLinks], (int)header.SectionLength[(int)VectorSection.LowestLinks]);
    }
}
