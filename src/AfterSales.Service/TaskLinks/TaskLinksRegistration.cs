using AfterSales.Engine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Service.TaskLinks;

/// <summary>Puts task links and the keys behind them into a host's services.</summary>
public static class TaskLinksRegistration
{
    /// <summary>Expects the engine, the directory and a clock among the services. Sign-in cookies use the same keys.</summary>
    public static IServiceCollection AddTaskLinks(this IServiceCollection services)
    {
        // GCM instead of the default CBC with HMAC: as strong, and 40 bytes shorter in every link.
        services.AddDataProtection()
            .SetApplicationName("AfterSales")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        // The keys lie in the database beside all they protect; encrypting them there would ask for a secret kept elsewhere.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddOptions<KeyManagementOptions>().Configure<ProcessEngine, TimeProvider>(
            (options, engine, time) => options.XmlRepository = new DatabaseKeyRepository(engine, time));
        services.AddSingleton<TaskLinks>();
        services.AddHostedService<KeyLoading>();
        return services;
    }

    private sealed class KeyLoading(TaskLinks links) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => links.PrepareAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
