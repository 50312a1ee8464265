using System.CommandLine;

namespace GraphMemory.Server.Cli.Commands;

/// <summary>Names of entities and ids of facts (<c>#42</c> or <c>42</c> after <c>--id</c>), as forget and purge take them.</summary>
internal sealed class FactChoice
{
    private readonly Argument<string[]> _names = new("name") { Description = "Entities, with everything known about them", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<long[]> _ids = new("--id", "-i") { Description = "Fact by its id; may be repeated", HelpName = "ID" };

    public void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_ids);
    }

    public IReadOnlyList<string> Names(CliRun run) => run.Value(_names) ?? [];

    public IReadOnlyList<long> Ids(CliRun run) => run.Value(_ids) ?? [];
}
