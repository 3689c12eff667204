namespace Orleans.Embedded;

/// <summary>Finds calls that lead back to a grain that waits for them.</summary>
internal static class CallCycle
{
    /// <summary>Walks the requests that wait for this one. Ended ones wait for nothing any more and end the chain.</summary>
    public static CallCycleException? Find(CallRequest request, RequestQueue target)
    {
        for (var holder = request.Caller; holder is not null; holder = holder.Caller)
        {
            if (ReferenceEquals(holder.Target, target) && target.WouldWaitFor(holder, request.Interleaves)) return Describe(request, target, holder);
        }

        return null;
    }

    private static CallCycleException Describe(CallRequest request, RequestQueue target, Request holder)
    {
        List<string> chain = [$"{target.GrainId}.{request.Method.Name}"];
        for (var step = request.Caller!; ; step = step.Caller!)
        {
            chain.Add(step.Name);
            if (ReferenceEquals(step, holder)) break;
        }

        chain.Reverse();
        return new($"Call cycle: {string.Join(" -> ", chain)}. {target.GrainId} waits for this call and takes no other until it is answered.");
    }
}
