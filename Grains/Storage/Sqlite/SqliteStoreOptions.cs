using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Storage.Sqlite;

/// <summary>Where and how the stores of a one-machine server keep their data.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The data folder; made with owner-only rights when absent. One process at a time may have it open. Default: <c>data</c>,
    /// under the working directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; set; } = "data";

    /// <summary>How many writes may wait for the writer; beyond, callers get <see cref="StoreBusyException"/>. Default 8,192.</summary>
    [Range(1, 1_000_000)]
    public int QueueItemsMax { get; set; } = 8_192;

    /// <summary>How many bytes of writes may wait for the writer; beyond, callers get <see cref="StoreBusyException"/>. Default 64 MiB.</summary>
    [Range(1 << 20, 1L << 32)]
    public long QueueBytesMax { get; set; } = 64L << 20;

    /// <summary>How many writes share one transaction; more wait for the next one. Default 1,024: past it a batch gains nothing and answers wait longer.</summary>
    [Range(1, 100_000)]
    public int BatchItemsMax { get; set; } = 1_024;

    /// <summary>How many bytes share one transaction; a larger single write goes alone. Default 4 MiB.</summary>
    [Range(1 << 10, 1 << 30)]
    public int BatchBytesMax { get; set; } = 4 << 20;

    /// <summary>How many connections read at the same time; further reads wait. Default 4.</summary>
    [Range(1, 64)]
    public int ReadersMax { get; set; } = 4;

    /// <summary>How many reads may run or wait; beyond, callers get <see cref="StoreBusyException"/>. Default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ReadsWaitingMax { get; set; } = 4_096;

    /// <summary>How many logs' ends the writer remembers instead of reading them again (about 100 bytes each). Default 65,536.</summary>
    [Range(16, 10_000_000)]
    public int TailsRemembered { get; set; } = 65_536;
}
