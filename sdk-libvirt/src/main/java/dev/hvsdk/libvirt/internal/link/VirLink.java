/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.spi.support.BoundedCalls;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A connection with libvirt as the rest of the backend sees it: it does not break, calls on it end in time, and it speaks in the
 * eight errors.
 *
 * <p>Four kinds of calls, each with threads of its own, so that one that hangs does not hold up the others:
 *
 * <ul>
 *   <li>{@link #read} and {@link #readDomain}: reading many, on a native connection of their own;
 *   <li>{@link #count} and {@link #countDomain}: reading what only the monitors of guests know, so that each may hang;
 *   <li>{@link #call} and {@link #callDomain}: short changes and single answers;
 *   <li>{@link #work} and {@link #workDomain}: what may take minutes, without a deadline; from within an operation only.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class VirLink {
    private static final int READERS = 16;
    private static final int CALLERS = 16;
    private static final int WORKERS = 64;

    /** Each holds one of the twenty calls that a daemon serves at all (max_workers) while a guest hangs: half are left to others. */
    private static final int COUNTERS = 10;

    /** Two less than a daemon serves at a time for one connection: events need no slot, but keepalive and a farewell should pass. */
    private static final int CALLS_EACH = 3;

    private static final int MOST_SESSIONS = 20;
    private static final Duration FOR_EVER = Duration.ofDays(36500);

    private final OpenState state;
    private final ErrorFactory errors;
    private final Duration perCall;
    private final Sessions control;
    private final Sessions reading;
    private final Sessions counting;
    private final BoundedCalls readers;
    private final BoundedCalls callers;
    private final BoundedCalls workers;
    private final BoundedCalls counters;
    private final LinkUri uri;
    private final Crew crew;
    private final Outstanding outstanding = new Outstanding(System::nanoTime);

    private VirLink(ConnectSpec spec, LinkUri uri, OpenState state, ErrorFactory errors) {
        this.state = state;
        this.errors = errors;
        this.uri = uri;
        this.perCall = spec.deadlines().call();
        Supplier<Session> opener = () -> Session.open(uri, new Login(spec), errors);
        control = state.register(
                uri.isPrivate() ? new Sessions(opener, 1, 1) : new Sessions(opener, CALLS_EACH, MOST_SESSIONS));
        reading = uri.isPrivate() ? control : state.register(new Sessions(opener, READERS, 1));
        counting = uri.isPrivate() ? control : state.register(new Sessions(opener, 1, COUNTERS, COUNTERS));
        readers = BoundedCalls.of("libvirt-read", READERS, state, errors);
        callers = BoundedCalls.of("libvirt-call", CALLERS, state, errors);
        workers = BoundedCalls.of("libvirt-work", WORKERS, state, errors);
        counters = BoundedCalls.of("libvirt-count", COUNTERS, state, errors);
        crew = state.register(new Crew());
    }

    /**
     * Connects.
     *
     * @param state is closed with the link; the caller closes it if this throws
     * @throws HypervisorException if the host cannot be reached or refuses the login
     */
    public static VirLink open(ConnectSpec spec, LinkUri uri, OpenState state, ErrorFactory errors) {
        VirLink link = new VirLink(spec, uri, state, errors);
        link.connect(Deadline.after(spec.deadlines().connect()));
        return link;
    }

    private void connect(Deadline deadline) {
        try {
            callers.call("open", deadline, () -> control.use(Purpose.of("open"), connection -> connection));
        } catch (HypervisorException.TimedOut e) {
            throw errors.operation("open").asTransient().cause(e).unreachable(e.detail());
        }
    }

    /** What the URI says about the connection. */
    public LinkUri uri() {
        return uri;
    }

    /** Whether it is open, and with what it is closed. */
    public OpenState state() {
        return state;
    }

    /** The errors of the backend. */
    public ErrorFactory errors() {
        return errors;
    }

    /** A deadline for the calls of one piece of work that begins now. */
    public Deadline deadline() {
        return Deadline.after(perCall);
    }

    /** The guests on which a call has been under way for longer than this; such as those whose monitor hangs. */
    public Set<GuestId> unanswering(Duration time) {
        return outstanding.longerThan(time);
    }

    /** Within a call: gives each part of the items to this, on several threads, and returns when all are done. */
    public <T> void share(List<T> items, Consumer<List<T>> work) {
        crew.share(items, work);
    }

    /** Reads from the host. */
    public <T> T read(Purpose purpose, ConnectCall<T> call) {
        return read(purpose, deadline(), call);
    }

    /** Reads from the host until a deadline. */
    public <T> T read(Purpose purpose, Deadline deadline, ConnectCall<T> call) {
        return readers.call(purpose.toString(), deadline, () -> reading.use(purpose, call));
    }

    /** Reads from a guest. */
    public <T> T readDomain(String operation, GuestId guest, DomainCall<T> call) {
        return readDomain(operation, guest, deadline(), call);
    }

    /** Reads from a guest until a deadline. */
    public <T> T readDomain(String operation, GuestId guest, Deadline deadline, DomainCall<T> call) {
        Purpose purpose = Purpose.of(operation, guest);
        return read(purpose, deadline, onDomain(guest, purpose, call));
    }

    /** Reads from the host, and the host from its guests, until a deadline. */
    public <T> T count(Purpose purpose, Deadline deadline, ConnectCall<T> call) {
        return counters.call(purpose.toString(), deadline, () -> counting.use(purpose, call));
    }

    /** Reads from a guest what its monitor has to be asked for. */
    public <T> T countDomain(String operation, GuestId guest, DomainCall<T> call) {
        Purpose purpose = Purpose.of(operation, guest);
        return count(purpose, deadline(), onDomain(guest, purpose, call));
    }

    /** Makes a short call. */
    public <T> T call(Purpose purpose, ConnectCall<T> call) {
        return callers.call(purpose.toString(), deadline(), () -> control.use(purpose, call));
    }

    /** Makes a short call on a guest. */
    public <T> T callDomain(String operation, GuestId guest, DomainCall<T> call) {
        Purpose purpose = Purpose.of(operation, guest);
        return call(purpose, onDomain(guest, purpose, call));
    }

    /** Makes a call on a guest until a deadline. */
    public <T> T callDomain(String operation, GuestId guest, Deadline deadline, DomainCall<T> call) {
        Purpose purpose = Purpose.of(operation, guest);
        ConnectCall<T> onDomain = onDomain(guest, purpose, call);
        return callers.call(purpose.toString(), deadline, () -> control.use(purpose, onDomain));
    }

    /**
     * Makes a short call on a guest that opens something.
     *
     * @param late closes what was opened when nobody waits for it any longer; must not block
     */
    public <T> T callDomain(String operation, GuestId guest, DomainCall<T> call, Consumer<? super T> late) {
        Purpose purpose = Purpose.of(operation, guest);
        ConnectCall<T> onDomain = onDomain(guest, purpose, call);
        return callers.call(purpose.toString(), deadline(), () -> control.use(purpose, onDomain), late);
    }

    /** Makes a call that may take long; it ends with the link at the latest. */
    public <T> T work(Purpose purpose, ConnectCall<T> call) {
        return workers.call(purpose.toString(), Deadline.after(FOR_EVER), () -> control.use(purpose, call));
    }

    /** Makes a call on a guest that may take long; it ends with the link at the latest. */
    public <T> T workDomain(String operation, GuestId guest, DomainCall<T> call) {
        Purpose purpose = Purpose.of(operation, guest);
        return work(purpose, onDomain(guest, purpose, call));
    }

    private <T> ConnectCall<T> onDomain(GuestId guest, Purpose purpose, DomainCall<T> call) {
        String uuid = uuid(guest, purpose);
        return connection -> outstanding.during(guest, () -> withDomain(connection, uuid, call));
    }

    /** The form of a UUID that libvirt gives; what is none is the id of no guest, and is not asked for. */
    private String uuid(GuestId guest, Purpose purpose) {
        String value = guest.value();
        try {
            if (UUID.fromString(value).toString().equals(value.toLowerCase(Locale.ROOT))) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw purpose.errors(errors).cause(e).notFound("there is no such guest: its id is no UUID");
        }
        throw purpose.errors(errors).notFound("there is no such guest: its id is no UUID");
    }

    /** Looks a domain up, uses and frees it, within a call. */
    public static <T> T withDomain(long connection, String uuid, DomainCall<T> call) {
        long domain = Vir.check(VirDomain.virDomainLookupByUUIDString(connection, uuid));
        try {
            return call.on(domain);
        } finally {
            VirDomain.virDomainFree(domain);
        }
    }

    /** For the feed of events: a connection that stays in use. */
    Sessions.Lease lease(Deadline deadline) {
        return callers.call("subscribe", deadline, control::lease, Sessions.Lease::close);
    }

    /** For the feed of events: native calls on a connection that it has in use. */
    <T> T on(Session session, Purpose purpose, ConnectCall<T> call) {
        return callers.call(purpose.toString(), deadline(), () -> session.call(purpose, call));
    }
}
