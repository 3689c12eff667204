using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace OrleansChat.Hosting;

/// <summary>Sends metrics to an OTLP collector when the usual variable names one; without it nothing is collected.</summary>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    /// <summary>The variable of the OpenTelemetry specification; the exporter reads its fellows by itself.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
        [ChatMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.Orleans"];

    private MeterProvider? _provider;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(configuration[EndpointVariable]))
            _provider = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // What was counted since the last export; a collector that is gone must not hold the stop.
        _provider?.ForceFlush(timeoutMilliseconds: 1_000);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _provider?.Dispose();
}
