using GraphMemory.Engine.Registries;

namespace GraphMemory.Server.Cli.Completion;

/// <summary>A shell, and the script by which it asks <c>graphmemory complete</c> what may come next.</summary>
/// <param name="Install">The line that a person adds to the shell's start file.</param>
internal sealed record Shell(string Name, string Script, string Install) : INamed;

/// <summary>Every shell. Each script hands over the words typed so far and shows what comes back; where nothing does, files are meant.</summary>
internal static class Shells
{
    public static Registry<Shell> Create() => new("shells", [Bash, Zsh, Fish, PowerShell]);

    private static Shell Bash { get; } = new("bash", """
        _graphmemory() {
            local line
            COMPREPLY=()
            while IFS= read -r line; do
                [ -n "$line" ] && COMPREPLY+=("$(printf '%q' "$line")")
            done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
        }
        complete -o default -F _graphmemory graphmemory
        """, "source <(graphmemory completion bash)        # in ~/.bashrc");

    private static Shell Zsh { get; } = new("zsh", """
        #compdef graphmemory
        _graphmemory() {
            local -a found
            found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
            if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
        }
        compdef _graphmemory graphmemory
        """, "source <(graphmemory completion zsh)         # in ~/.zshrc, after compinit");

    private static Shell Fish { get; } = new("fish", """
        function __graphmemory_complete
            set -l words (commandline -opc)
            $words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null
        end
        complete -c graphmemory -a '(__graphmemory_complete)'
        """, "source (graphmemory completion fish | psub)     # in ~/.config/fish/config.fish");

    private static Shell PowerShell { get; } = new("powershell", """
        Register-ArgumentCompleter -Native -CommandName graphmemory -ScriptBlock {
            param($word, $ast, $position)
            $words = @($ast.CommandElements | Where-Object { $_.Extent.StartOffset -lt $position } | ForEach-Object { $_.ToString() })
            $program = $words[0]
            $words = @($words | Select-Object -Skip 1)
            if ($word -eq '') { $words += '' }
            & $program complete -- @words 2>$null | ForEach-Object {
                $text = if ($_ -match '\s') { "'" + ($_ -replace "'", "''") + "'" } else { $_ }
                [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
            }
        }
        """, "Invoke-Expression (graphmemory completion powershell | Out-String)    # in $PROFILE");
}
