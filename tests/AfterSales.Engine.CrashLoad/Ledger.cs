using System.Text;

namespace AfterSales.Engine.CrashLoad;

/// <summary>
/// Lines that outlive the death of this process: each is one unbuffered write at the end of a file. (The machine does not die in
/// this test, so what the system has taken it keeps.)
/// </summary>
internal sealed class Ledger(string path) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(string line)
    {
        lock (_gate)
            _file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    public void Dispose() => _file.Dispose();
}
