using System.Globalization;
using AfterSales.Engine.CrashLoad;

// Runs load on one data folder until it is killed, or with "drain" until everything has ended.
// usage: <data folder> <seed> load|drain [<node> <connection string>]
// With a node's name the database is PostgreSQL, shared with other nodes, and the ledgers bear that name.
var folder = args[0];
var seed = int.Parse(args[1], CultureInfo.InvariantCulture);
var drain = args[2] == "drain";

var node = args.Length > 3 ? "-" + args[3] : "";

using var acknowledged = new Ledger(Path.Combine(folder, $"acknowledged{node}.txt"));
using var delivered = new Ledger(Path.Combine(folder, $"delivered{node}.txt"));
await using var load = await Load.OpenAsync(folder, args.Length > 4 ? args[4] : null, seed, acknowledged, delivered);
Console.WriteLine("ready");
if (drain)
    await load.DrainAsync();
else
    await load.RunForeverAsync();
return 0;
