/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.GuestContext;
import dev.hvsdk.libvirt.internal.link.DomainCall;
import dev.hvsdk.libvirt.internal.link.Purpose;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirQemu;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** One guest, as shared capabilities see it: with native calls. Immutable. */
public final class GuestAccess implements GuestContext {
    /** {@code VIR_DOMAIN_XML_INACTIVE}. */
    private static final int NEXT_START = 2;

    private final HostAccess host;
    private final GuestId id;

    GuestAccess(HostAccess host, GuestId id) {
        this.host = host;
        this.id = id;
    }

    @Override
    public GuestId id() {
        return id;
    }

    @Override
    public HostAccess host() {
        return host;
    }

    @Override
    public ErrorFactory errors(String operation) {
        return Purpose.of(operation, id).errors(host.link().errors());
    }

    @Override
    public GuestInfo info() {
        return host.read(id);
    }

    /** One reading of the guest, within a call that has its domain. */
    public GuestInfo info(long domain) {
        return host.inventory().read(domain);
    }

    /** Reads from the guest. */
    public <T> T read(String operation, DomainCall<T> call) {
        return host.link().readDomain(operation, id, call);
    }

    /** Reads from the guest until a deadline. */
    public <T> T read(String operation, Deadline deadline, DomainCall<T> call) {
        return host.link().readDomain(operation, id, deadline, call);
    }

    /** Makes a short call on the guest, which may ask its monitor. */
    public <T> T call(String operation, DomainCall<T> call) {
        return host.link().callDomain(operation, id, call);
    }

    /** Makes a call on the guest that may take long; within a change. */
    public <T> T work(String operation, DomainCall<T> call) {
        return host.link().workDomain(operation, id, call);
    }

    /**
     * Whether the driver has a function for guests, asked at most once per connection.
     *
     * @param what names it, for people: {@code snapshots}
     * @param probe a cheap call of it on this guest
     */
    public Support<Boolean> supported(String what, DomainCall<?> probe) {
        return host.supported(what, () -> read("ask for " + what, probe));
    }

    @Override
    public <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return host.change(operation, "guest " + id, source -> {
            host.untouchable(id).ifPresent(why -> {
                throw errors(operation).unsupported(Support.Reason.NO_SUCH_CONCEPT, why);
            });
            return work.apply(source);
        });
    }

    /** What can be done to a guest like others, and not to one that libvirt lists and nobody should start, stop or move. */
    public <C> Support<C> ifTouchable(Supplier<Support<C>> capability) {
        return host.untouchable(id)
                .<Support<C>>map(why -> Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, why))
                .orElseGet(capability);
    }

    @Override
    public String definition() {
        return read("read definition", domain -> Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0)));
    }

    @Override
    public String nextDefinition() {
        return read("read definition", domain -> Vir.take(VirDomain.virDomainGetXMLDesc(domain, NEXT_START)));
    }

    @Override
    public String monitorCommand(String json) {
        return call("monitor command", domain -> {
            try (Scope scope = new Scope()) {
                long answer = scope.int64();
                Vir.check(VirQemu.virDomainQemuMonitorCommand(domain, json, answer, 0));
                return Vir.take(Mem.int64(answer));
            }
        });
    }

    @Override
    public String agentCommand(String json, Duration atMost) {
        int seconds = Math.toIntExact(Math.max(1, atMost.plusMillis(999).toSeconds()));
        // Libvirt gives up by itself then, and ours is only for a libvirt that does not.
        Deadline deadline = Deadline.after(host.link().deadline().allowed().plusSeconds(seconds));
        return host.link()
                .callDomain(
                        "agent command",
                        id,
                        deadline,
                        domain -> Vir.take(VirQemu.virDomainQemuAgentCommand(domain, json, seconds, 0)));
    }
}
