package ${package};

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import java.util.Set;

/** A handle on a guest: it remembers nothing but the id. Immutable. */
record BackendGuest(BackendConnection host, GuestId id) implements Guest {
    @Override
    public GuestInfo info() {
        return host.read(id);
    }

    @Override
    public Operation<GuestInfo> start() {
        return host.operation("start", "guest " + id);
    }

    @Override
    public Operation<GuestInfo> shutdown() {
        return host.operation("shutdown", "guest " + id);
    }

    @Override
    public Operation<GuestInfo> stop() {
        return host.operation("stop", "guest " + id);
    }

    @Override
    public Operation<GuestInfo> pause() {
        return host.operation("pause", "guest " + id);
    }

    @Override
    public Operation<GuestInfo> resume() {
        return host.operation("resume", "guest " + id);
    }

    @Override
    public Operation<GuestInfo> reboot() {
        return host.operation("reboot", "guest " + id);
    }

    @Override
    public Operation<GuestId> undefine() {
        return host.operation("undefine", "guest " + id);
    }

    @Override
    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
        host.checkOpen();
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "to do: write " + type.getSimpleName());
    }

    @Override
    public Set<Class<? extends GuestCapability>> capabilities() {
        host.checkOpen();
        return Set.of();
    }
}
