using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Analytics.Input;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Cli;
using GraphMemory.Tests.Kernels.Analytics.Clustering;

namespace GraphMemory.Tests.Analytics.Input;

public sealed class PointsFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_are_read_as_they_were_written_whatever_parts_them() =>
        Gen.Select(TestPoints.Distinct, Gen.OneOf(",", ";", "\t", "  ", ", "), Gen.Bool).Sample((rows, separator, hasHeader) =>
        {
            var header = hasHeader ? string.Join(separator, rows[0].Select((_, column) => $"c{column}")) + "\n" : "";
            var subject = Read($"{header}# note\n\n" + string.Concat(rows.Select(row => string.Join(separator, row) + "\r\n"))).Value;
            Assert.Equal((rows.Length, 0), (subject.Graph.NodeCount, subject.Graph.EdgeCount));
            Assert.Equal(rows[0].Select((_, column) => hasHeader ? $"c{column}" : $"column{column + 1}"), subject.Attributes!.Columns);
            Assert.Equal(rows.SelectMany(row => row), rows.SelectMany((row, point) => row.Select((_, column) => subject.Attributes.Points[point, column])));
        }, iter: 100);

    [Fact]
    public void A_first_column_called_name_names_the_points_and_an_empty_cell_is_0()
    {
        var subject = Read("Name,width,height\nbolt,3,\nnut,,1.5\n").Value;
        Assert.Equal(["width", "height"], subject.Attributes!.Columns);
        Assert.Equal(("bolt", "nut", 1, null), (subject.NodeName(0), subject.NodeName(1), subject.FindNode("nut"), subject.FindNode("cog")));
        Assert.Equal((3, 0, 0, 1.5), (subject.Attributes.Points[0, 0], subject.Attributes.Points[0, 1], subject.Attributes.Points[1, 0], subject.Attributes.Points[1, 1]));
    }

    [Fact]
    public void A_file_without_lines_has_no_points() => Assert.Equal(0, Read("").Value.Graph.NodeCount);

    [Theory]
    [InlineData("1,2\n3\n", ":2", "has 1 columns")]
    [InlineData("x,y\n1,2\n\n1,heavy\n", ":4", "has \"heavy\" in column 2")]
    [InlineData("1,NaN\n", ":1", "has \"NaN\" in column 2")]
    public void A_line_that_cannot_be_read_is_named(string text, string line, string error)
    {
        var fault = Read(text).Problem!.Fields.Single();
        Assert.EndsWith(line, fault.Field, StringComparison.Ordinal);
        Assert.Equal(error, fault.Error);
    }

    [Fact]
    public void Too_many_columns_and_too_long_lines_are_refused()
    {
        Assert.Equal("has 4097 columns", Read(string.Join(',', Enumerable.Repeat("1", 4_097))).Problem!.Fields.Single().Error);
        Assert.Equal("is too long", Read(new string('1', EdgeChunks.LineMax)).Problem!.Fields.Single().Error);
    }

    [Fact]
    public async Task Points_in_a_file_are_grouped_by_the_command_line()
    {
        using var cli = new CliHarness();
        var file = Path.Combine(_folder.Path, "blobs.csv");
        await File.WriteAllLinesAsync(file, TestPoints.Blobs(60, 3, 2, seed: 1).Select(row => string.Join(',', row)), TestContext.Current.CancellationToken);
        var answer = await cli.RunAsync("run", "k-means", "--input", file, "--format", "points", "--param", "groups=3", "--param", "standardise=false", "--json");
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains("\"silhouette\"", answer.Output, StringComparison.Ordinal);
    }

    private Result<SubjectGraph> Read(string text)
    {
        var path = Path.Combine(_folder.Path, $"points{_files++}.points");
        File.WriteAllText(path, text);
        using var crew = new Crew(1);
        return GraphFileFormats.Of(path, null).Value.Read(new GraphFileReading(path, false, false, crew, new Progress<WorkProgress>()));
    }
}
