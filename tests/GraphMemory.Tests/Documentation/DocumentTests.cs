using System.Reflection;
using System.Text.RegularExpressions;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using GraphMemory.Tests.Architecture;
using static GraphMemory.Tests.Documentation.Document;

namespace GraphMemory.Tests.Documentation;

public sealed partial class DocumentTests
{
    [Fact]
    public void The_page_of_the_configuration_lists_every_key() => Holds(
        "configuration.md", "configuration keys", "| Key | Type | Default | Allowed | What it is | |",
        ConfigurationKeys.All.Items.Select(key => Row(
            Code(key.Name), key.Type, Code(key.Default), key.Allowed, key.Description,
            string.Join(", ", new[] { key.IsSecret ? "secret" : "", key.IsReloadable ? "reloadable" : "", Code(key.ShortVariable ?? "") }.Where(mark => mark.Length > 0)))));

    [Fact]
    public void The_page_of_the_faults_lists_every_problem_code() => Holds(
        "faults.md", "problem codes", "| Code | Kind | What it says |",
        Codes().OrderBy(code => code.Name, StringComparer.Ordinal).Select(code => Row(Code(code.Name), code.Kind.ToString(), code.Title)));

    [Fact]
    public void The_page_of_the_faults_tells_what_each_kind_means_to_a_script() => Holds(
        "faults.md", "problem kinds", "| Kind | Exit code | HTTP status |",
        Enum.GetValues<ProblemKind>().Select(kind => Row(
            kind.ToString(), $"{ExitCodes.Of(new ProblemCode("ANY", kind, "").With(""))}", $"{ProblemStatus.Of(kind)}")));

    [Fact]
    public void No_problem_code_is_used_twice() => Assert.Empty(
        Codes().GroupBy(code => code.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_link_between_pages_leads_somewhere() => Assert.Empty(
        from page in Repository.Files(".", "*.md")
        from Match link in RelativeLink().Matches(File.ReadAllText(page))
        let target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{Repository.Relative(page)}: {link.Groups[1].Value}");

    private static IEnumerable<ProblemCode> Codes() =>
        from name in new[] { "GraphMemory.Engine", "GraphMemory.Sqlite", "graphmemory" }
        from type in Assembly.Load(name).GetTypes()
        from member in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where member.FieldType == typeof(ProblemCode)
        select (ProblemCode)member.GetValue(null)!;

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)")]
    private static partial Regex RelativeLink();
}
