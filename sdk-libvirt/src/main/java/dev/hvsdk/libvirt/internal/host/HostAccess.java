/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.LibvirtFamily;
import dev.hvsdk.libvirt.internal.link.ConnectCall;
import dev.hvsdk.libvirt.internal.link.Purpose;
import dev.hvsdk.libvirt.internal.link.VirLink;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.libvirt.internal.natives.VirHost;
import dev.hvsdk.libvirt.internal.natives.VirNetwork;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Operations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An open connection, as shared capabilities see it: with native calls. Thread-safe. */
public final class HostAccess implements HostContext {
    private final VirLink link;
    private final Operations operations;
    private final Inventory inventory;
    private final ConnectSpec spec;
    private final Function<GuestId, Guest> guests;
    private final LibvirtFamily family;
    private final ReentrantLock assignments = new ReentrantLock();
    private final Set<GuestId> consoles = ConcurrentHashMap.newKeySet();

    /** What the driver was found not to have, by name; never changes while it is open. */
    private final Map<String, Support<Boolean>> supported = new ConcurrentHashMap<>();

    /** What the family keeps, by its class. */
    private final Map<Class<?>, AutoCloseable> kept = new ConcurrentHashMap<>();

    HostAccess(
            VirLink link,
            Operations operations,
            Inventory inventory,
            ConnectSpec spec,
            Function<GuestId, Guest> guests,
            LibvirtFamily family) {
        this.link = link;
        this.operations = operations;
        this.inventory = inventory;
        this.spec = spec;
        this.guests = guests;
        this.family = family;
    }

    /** The link, for streams and other things that outlast a call. */
    public VirLink link() {
        return link;
    }

    /** Work that reports by a source, without being a change. */
    public Operations operations() {
        return operations;
    }

    /** What is special about its guests. */
    public LibvirtFamily family() {
        return family;
    }

    Inventory inventory() {
        return inventory;
    }

    /** Why a guest is not one to be changed, if it is none. */
    Optional<String> untouchable(GuestId id) {
        return family.untouchable(id);
    }

    /** One reading of a guest. */
    public GuestInfo read(GuestId id) {
        return inventory.read(id);
    }

    /** One reading of the guest of this name, if there is one. */
    public Optional<GuestInfo> find(String name) {
        return inventory.find(name);
    }

    /** The devices of the host and who has them. */
    public HostDevices devices() {
        return new HostDevices(this);
    }

    /** Held while a device is looked for with all guests and given to one, so that two calls cannot both find it free. */
    public ReentrantLock assignments() {
        return assignments;
    }

    /** The guests of which a session of this has the console, where the driver does not see to it that there is only one. */
    public Set<GuestId> consoles() {
        return consoles;
    }

    /** One reading of a guest, within a call that has its domain. */
    public GuestInfo info(long domain) {
        return inventory.read(domain);
    }

    /** The entry of a guest that this was said of; nothing for one that went meanwhile, which is no failure. */
    public Optional<UnreadableGuest> unreadable(String operation, long domain, VirException e) {
        return inventory.unreadable(operation, domain, inventory.reader(), e);
    }

    /** Within a call: throws a timeout if libvirt waits for the monitor of this guest in vain. */
    public static void refuseIfHanging(long domain) {
        Hanging.refuse(domain);
    }

    /** Reads from the host. */
    public <T> T read(String operation, ConnectCall<T> call) {
        return link.read(Purpose.of(operation), call);
    }

    /** Makes a short call on the host. */
    public <T> T call(String operation, ConnectCall<T> call) {
        return link.call(Purpose.of(operation), call);
    }

    /** Makes a call on the host that may take long; within a change. */
    public <T> T work(String operation, String subject, ConnectCall<T> call) {
        return link.work(new Purpose(operation, subject), call);
    }

    /**
     * Whether the driver of this connection has a function, asked at most once per connection.
     *
     * @param what names it, for people: {@code storage pools}
     * @param probe a cheap call of it, which throws {@link dev.hvsdk.api.HypervisorException.Unsupported} where it is missing
     */
    public Support<Boolean> supported(String what, Supplier<?> probe) {
        @Nullable Support<Boolean> known = supported.get(what);
        if (known != null) {
            return known;
        }
        Support<Boolean> answer = DriverSupport.ask(what, probe);
        supported.put(what, answer);
        return answer;
    }

    @Override
    public ConnectSpec spec() {
        return spec;
    }

    @Override
    public OpenState state() {
        return link.state();
    }

    @Override
    public <T extends AutoCloseable> T kept(Class<T> type, Supplier<? extends T> maker) {
        return type.cast(kept.computeIfAbsent(type, absent -> state().register(maker.get())));
    }

    @Override
    public ErrorFactory errors(String operation) {
        return link.errors().operation(operation);
    }

    @Override
    public boolean isReadOnly() {
        return spec.readOnly();
    }

    @Override
    public boolean isOnThisMachine() {
        return link.uri().isOnThisMachine();
    }

    @Override
    public boolean hasNetwork(String name) {
        return read("find network", connection -> {
            long network = VirNetwork.virNetworkLookupByName(connection, name);
            if (network == 0) {
                return isAbsent();
            }
            VirNetwork.virNetworkFree(network);
            return true;
        });
    }

    private static boolean isAbsent() {
        VirFailure failure = VirFailure.last();
        if (failure.code() == VirErrors.NO_NETWORK || failure.code() == VirErrors.NO_SUPPORT) {
            return false;
        }
        throw new VirException(failure);
    }

    @Override
    public Guest guest(GuestId id) {
        return guests.apply(id);
    }

    @Override
    public <T> Operation<T> change(
            String operation, String subject, Function<? super OperationSource<T>, ? extends T> work) {
        return operations.runReporting(operation + " of " + subject, source -> {
            refuseIfReadOnly(link.errors().operation(operation).subject(subject));
            return work.apply(source);
        });
    }

    private void refuseIfReadOnly(ErrorFactory about) {
        if (spec.readOnly()) {
            throw about.remedy("open a connection that is not read-only")
                    .permissionDenied("the connection is read-only");
        }
    }

    @Override
    public String capabilitiesXml() {
        return read("read capabilities", connection -> Vir.take(VirHost.virConnectGetCapabilities(connection)));
    }

    @Override
    public String domainCapabilitiesXml(
            @Nullable String emulator, @Nullable String architecture, @Nullable String machine, @Nullable String type) {
        return read(
                "read domain capabilities",
                connection -> Vir.take(
                        VirHost.virConnectGetDomainCapabilities(connection, emulator, architecture, machine, type, 0)));
    }
}
