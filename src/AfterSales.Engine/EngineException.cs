namespace AfterSales.Engine;

/// <summary>
/// The environment does not let the engine start or go on: a folder that cannot be written, a locked or foreign database file,
/// a native library that is too old. The message is one clear sentence that a host can print as it is.
/// </summary>
public sealed class EngineStartException : Exception
{
    public EngineStartException(string message) : base(message)
    {
    }

    public EngineStartException(string message, Exception inner) : base(message, inner)
    {
    }
}

/// <summary>
/// A command could not be carried out because of a bug or a broken store; nothing of it was written.
/// Other commands are not affected. The cause is the inner exception.
/// </summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException(string message, Exception inner) : base(message, inner)
    {
    }
}
