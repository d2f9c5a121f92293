package ${package};

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.EventBus;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection: it opens, closes, and has what operations and events need. Thread-safe. */
final class BackendConnection implements Hypervisor {
    private static final int EVENT_QUEUE = 1024;

    private final ErrorFactory errors = ErrorFactory.of(BackendProvider.ID);
    private final ConnectSpec spec;
    private final OpenState state;
    private final EventBus events;
    private final Operations operations;

    BackendConnection(ConnectSpec spec) {
        this.spec = spec;
        state = OpenState.of(spec.toString());
        events = state.register(EventBus.of(BackendProvider.ID, EVENT_QUEUE, Clock.systemUTC()));
        operations = Operations.of(state, errors, spec);
    }

    void checkOpen() {
        state.checkOpen();
    }

    /** Work that blocks: replace what throws by calls of the host, and publish what they change to the events. */
    <T> Operation<T> operation(String what, String subject) {
        return operations.run(what + " of " + subject, () -> {
            throw toDo(what, subject);
        });
    }

    HypervisorException toDo(String what, String subject) {
        return errors.operation(what)
                .subject(subject)
                .unsupported(Support.Reason.NOT_IMPLEMENTED, "to do: write " + what);
    }

    @Override
    public HypervisorInfo info() {
        checkOpen();
        return HypervisorInfo.builder(BackendProvider.ID, ConnectSpec.redact(spec.uri()), "${backend}")
                .build();
    }

    @Override
    public HostInfo host() {
        checkOpen();
        return HostInfo.builder(CpuInfo.builder().build()).build();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        checkOpen();
        // Build a GuestInfo of each guest, and keep those that the query matches.
        throw toDo("guests", "the host");
    }

    GuestInfo read(GuestId id) {
        checkOpen();
        throw toDo("info", "guest " + id);
    }

    @Override
    public Guest guest(GuestId id) {
        checkOpen();
        return new BackendGuest(this, id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        List<GuestInfo> bearers =
                guests(GuestQuery.builder().name(name).build()).asList();
        if (bearers.size() > 1) {
            throw errors.operation("find guest")
                    .subject("guest " + name)
                    .conflict("several guests bear the name: "
                            + bearers.stream().map(GuestInfo::id).toList());
        }
        return bearers.stream().findFirst().map(found -> guest(found.id()));
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        // Refuse what the host cannot do, and a connection that is read-only, before anything is made.
        return operation("define", "guest " + spec.name());
    }

    @Override
    public List<PassthroughDevice> devices() {
        checkOpen();
        return List.of();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        checkOpen();
        return events.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        checkOpen();
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "to do: write " + type.getSimpleName());
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
        checkOpen();
        return Set.of();
    }

    @Override
    public boolean isOpen() {
        return state.isOpen();
    }

    @Override
    public void close() {
        state.close();
    }
}
