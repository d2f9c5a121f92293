/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The machines of a text file, a line each: name and state. They can be looked at and not changed. */
final class LabHypervisor implements Hypervisor {
    private final ErrorFactory errors = ErrorFactory.of("lab");
    private final ConnectSpec spec;
    private final Path file;
    private final OpenState state;
    private final EventBus events;
    private final Operations operations;

    LabHypervisor(ConnectSpec spec) {
        this.spec = spec;
        this.file = Path.of(spec.uri().getSchemeSpecificPart());
        state = OpenState.of(spec.toString());
        events = state.register(EventBus.of("lab", 16, Clock.systemUTC()));
        operations = Operations.of(state, errors, spec);
    }

    @Override
    public HypervisorInfo info() {
        return HypervisorInfo.builder("lab", spec.toString(), "Lab machines").build();
    }

    @Override
    public HostInfo host() {
        state.checkOpen();
        return HostInfo.builder(CpuInfo.builder().build()).build();
    }

    @Override
    public GuestListing guests(GuestQuery query) {
        state.checkOpen();
        return GuestListing.of(read().stream().filter(query::matches).toList());
    }

    private List<GuestInfo> read() {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" "))
                    .map(LabHypervisor::machine)
                    .toList();
        } catch (IOException e) {
            throw errors.subject(file.toString()).cause(e).unreachable("the list of machines cannot be read");
        }
    }

    private static GuestInfo machine(String[] words) {
        GuestState state = GuestState.valueOf(words[1].toUpperCase(Locale.ROOT));
        return GuestInfo.builder(GuestId.of(words[0]), words[0], state).build();
    }

    GuestInfo read(GuestId id) {
        return guests(GuestQuery.all()).stream()
                .filter(guest -> guest.id().equals(id))
                .findFirst()
                .orElseThrow(() -> errors.subject("guest " + id).notFound("it is not in " + file));
    }

    <T> Operation<T> refused(String what) {
        return operations.run(what, () -> {
            throw errors.operation(what).unsupported(Support.Reason.NO_SUCH_CONCEPT, "a list of machines changes none");
        });
    }

    @Override
    public Guest guest(GuestId id) {
        state.checkOpen();
        return new LabGuest(this, id);
    }

    @Override
    public Optional<Guest> findGuest(String name) {
        return guests(GuestQuery.builder().name(name).build()).stream()
                .findFirst()
                .map(guest -> guest(guest.id()));
    }

    @Override
    public Operation<Guest> define(GuestSpec spec) {
        return refused("define");
    }

    @Override
    public List<PassthroughDevice> devices() {
        state.checkOpen();
        return List.of();
    }

    @Override
    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
        return events.subscribe(listener);
    }

    @Override
    public <C extends HostCapability> Support<C> capability(Class<C> type) {
        return Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "this backend only lists machines");
    }

    @Override
    public Set<Class<? extends HostCapability>> capabilities() {
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
