using System.Globalization;
using GraphMemory.Engine.Registries;
using GraphMemory.Fuzz;

// fuzz instrument FOLDER
// fuzz run [--minutes M] [--seed S] [--findings FOLDER] [TARGET...]
// fuzz replay TARGET FILE...
if (args is ["instrument", var folder])
{
    Instrument.Folder(folder);
    return 0;
}

// Instrumented code writes into the map from its first instruction on, so the map comes first.
var coverage = new Coverage();
using var targets = new FuzzTargets();
if (args is ["replay", var name, .. var files] && targets.All.TryGet(name, out var replayed))
{
    foreach (var file in files) { replayed.Execute(File.ReadAllBytes(file)); }
    return 0;
}

if (FuzzOptions.Parse(args, targets.All) is not { } options)
{
    Console.Error.WriteLine($"usage: fuzz run [--minutes M] [--seed S] [--findings FOLDER] [TARGET...]\ntargets: {string.Join(' ', targets.All.Items.Select(target => target.Name))}");
    return 2;
}

var findings = new Findings(options.Folder);
var reports = new List<FuzzReport>();
foreach (var target in options.Targets)
{
    coverage.Restart();
    var run = new FuzzRun(target, coverage, findings, options.Seed, Console.Error);
    reports.Add(run.For(options.Time, Corpus.Of(target.Name)));
}

foreach (var report in reports)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{report.Target,-12} {report.Elapsed.TotalMinutes,5:0.0} min {report.Executions,10} executions {report.Corpus,6} inputs {report.Edges,6} edges {report.Findings,3} findings"));
}

return findings.Count == 0 ? 0 : 1;
