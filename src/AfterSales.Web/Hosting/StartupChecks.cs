using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.Web.Hosting;

/// <summary>
/// What can be wrong with a machine before anything is started, each said in one sentence with what to do. Checked first, so that
/// nobody has to read a stack trace about a port.
/// </summary>
public static class StartupChecks
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Problem(AfterSalesSettings settings) =>
        Globalisation() ?? DataFolder(settings.DataDirectory) ?? Ports(settings.Urls);

    private static string? Globalisation()
    {
        try
        {
            CultureInfo.GetCultureInfo("fa-IR", predefinedOnly: true);
            return null;
        }
        catch (CultureNotFoundException)
        {
            return "Persian and Chinese dates need the ICU library, and .NET runs here without it: install ICU (Debian: libicu72, Alpine: icu-libs) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        }
    }

    private static string? DataFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".write-test-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"The data folder {folder} cannot be written ({problem.Message.TrimEnd('.')}): give this account write access to it, or set AfterSales__DataDirectory to another folder.";
        }
    }

    private static string? Ports(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                return $"The address {url} to listen on is not one (an example: http://127.0.0.1:5080): correct AfterSales__Urls.";
            }
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0 || IsFree(address))
                continue;
            return $"The address {url} is in use by another program: stop that program, or choose another address with AfterSales__Urls, for example AfterSales__Urls=http://127.0.0.1:{address.Port + 1}.";
        }
        return null;
    }

    private static bool IsFree(BindingAddress address)
    {
        var host = IPAddress.TryParse(address.Host, out var ip) ? ip
            : address.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.Any;
        using var probe = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As the server itself binds: an address that is only waiting to be forgotten by the system is free.
            if (!OperatingSystem.IsWindows())
                probe.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            probe.Bind(new IPEndPoint(host, address.Port));
            probe.Listen();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return taken.SocketErrorCode == SocketError.AccessDenied;
        }
    }
}
