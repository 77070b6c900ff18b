using System.Globalization;
using AfterSales.Engine.CrashLoad;

// Runs load on one data folder until it is killed, or with "drain" until everything has ended.
// usage: <data folder> <seed> load|drain
var folder = args[0];
var seed = int.Parse(args[1], CultureInfo.InvariantCulture);
var drain = args[2] == "drain";

using var acknowledged = new Ledger(Path.Combine(folder, "acknowledged.txt"));
using var delivered = new Ledger(Path.Combine(folder, "delivered.txt"));
await using var load = await Load.OpenAsync(folder, seed, acknowledged, delivered);
Console.WriteLine("ready");
if (drain)
    await load.DrainAsync();
else
    await load.RunForeverAsync();
return 0;
