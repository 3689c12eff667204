using Microsoft.Extensions.Options;

namespace OrleansChat.Delivery;

/// <summary>Checks the ranges of <see cref="DeliveryOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
