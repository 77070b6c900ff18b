using Xunit;

namespace AfterSales.Engine.Tests.Support;

/// <summary>Tests that would disturb others, or be disturbed by them; they run when the others are done.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;
