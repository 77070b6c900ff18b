using System.Diagnostics;

namespace AfterSales.TestSupport;

/// <summary>Runs the Node scripts that tests use as real clients: a public API library, a real browser.</summary>
public static class NodeScript
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>What a script printed and how it ended.</summary>
    public sealed record Result(int ExitCode, string Output);

    /// <summary>
    /// Runs a script of a folder below <c>tests/</c>, after installing the folder's locked packages where they are missing.
    /// Skips (or fails, where every part is required) without Node.
    /// </summary>
    public static async Task<Result> RunAsync(string folder, IReadOnlyList<string> scriptAndArguments, CancellationToken ct)
    {
        var (node, home) = await PrepareAsync(folder, ct);
        return await ExecuteAsync(node, home, scriptAndArguments, ct);
    }

    /// <summary>
    /// The path of Node and of a folder below <c>tests/</c> whose locked packages are installed, for who starts a script himself.
    /// Skips (or fails, where every part is required) without Node.
    /// </summary>
    public static async Task<(string Node, string Home)> PrepareAsync(string folder, CancellationToken ct)
    {
        var node = Part.Program("node", "node.exe");
        Part.Require(node is not null, "Node 20 or newer is needed for this test.");
        var home = RepositoryRoot.Combine("tests", folder);
        await InstallAsync(home, ct);
        return (node!, home);
    }

    private static async Task InstallAsync(string home, CancellationToken ct)
    {
        await Installing.WaitAsync(ct);
        try
        {
            if (File.Exists(Path.Combine(home, "node_modules", ".package-lock.json")))
                return;
            var npm = Part.Program("npm", "npm.cmd");
            Part.Require(npm is not null, "npm is needed to install what the test's script uses.");
            var install = await ExecuteAsync(npm!, home, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ct);
            Part.Require(install.ExitCode == 0, $"npm ci in {Path.GetFileName(home)} failed: {install.Output}");
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<Result> ExecuteAsync(string program, string home, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Result(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
