/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StoragePools;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection is opened, used, closed, and then nothing more. */
abstract class ClosingChapter extends TckChapter {
    @TckRule(
            id = "HV-201",
            statement = "a connection is open until close() is called",
            reason = "programs ask isOpen() before they hand a connection on",
            hint = "isOpen() and close() of the connection")
    void isOpenUntilClosed() {
        Hypervisor host = lab().open();
        Expect.that(host.isOpen(), () -> "isOpen() is false after open()");
        host.close();
        Expect.that(!host.isOpen(), () -> "isOpen() is true after close()");
    }

    @TckRule(
            id = "HV-202",
            statement = "close() may be called again",
            reason = "try-with-resources and a shutdown hook may both close",
            hint = "close(): the second call returns without doing anything; OpenState does it")
    void closesTwice() {
        Hypervisor host = lab().open();
        host.close();
        @Nullable
        Throwable again = Expect.failure(() -> {
            host.close();
            return null;
        });
        Expect.that(again == null, () -> "the second close() threw " + again);
    }

    @TckRule(
            id = "HV-203",
            statement = "close() ends a blocked await() with HypervisorClosedException",
            reason = "a program that ends must not wait for a host",
            hint = "await(): operations are registered with what close() closes")
    void closeEndsBlockedAwait() throws InterruptedException {
        HeldExecutor held = new HeldExecutor();
        Guest guest = stopped();
        Hypervisor host = lab().open(spec -> spec.executor(held));
        Operation<GuestInfo> starting = host.guest(guest.id()).start();
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<@Nullable Throwable> wait = new FutureTask<>(() -> Expect.failure(() -> {
            waiting.countDown();
            return starting.await();
        }));
        Threads.daemon(wait);
        Expect.that(waiting.await(patience().toMillis(), TimeUnit.MILLISECONDS), () -> "no thread");
        host.close();
        Expect.thrown(HypervisorClosedException.class, "await()", () -> Threads.rethrow(wait, patience()));
        held.release();
    }

    @TckRule(
            id = "HV-204",
            statement = "after close() each call of the connection throws HypervisorClosedException",
            reason = "an answer of a closed connection is stale, and any other error hides the mistake",
            hint = "the calls named: OpenState.checkOpen() is the first line of each")
    void closedConnectionsRefuse() {
        Hypervisor host = lab().open();
        host.close();
        Map<String, Expect.Call> calls = new LinkedHashMap<>();
        calls.put("info()", host::info);
        calls.put("host()", host::host);
        calls.put("guests()", host::guests);
        calls.put("guest(id)", () -> host.guest(GuestId.of("1")));
        calls.put("findGuest(name)", () -> host.findGuest("hvtck"));
        calls.put(
                "define(spec)",
                () -> await(host.define(tested().guest(lab().newName()).build())));
        calls.put("devices()", host::devices);
        calls.put("subscribe(listener)", () -> host.subscribe(event -> {}));
        calls.put("capability(type)", () -> host.capability(StoragePools.class));
        calls.put("capabilities()", host::capabilities);
        calls.forEach((call, action) -> Expect.thrown(HypervisorClosedException.class, call, action));
    }

    @TckRule(
            id = "HV-205",
            statement = "after close() each call of a handle throws HypervisorClosedException",
            reason = "handles outlive the block that opened the connection",
            hint = "the calls named, of the guest's handle")
    void closedHandlesRefuse() {
        GuestId id = stopped().id();
        Hypervisor host = lab().open();
        Guest guest = host.guest(id);
        host.close();
        Expect.equal(id, guest.id(), "the id of the handle");
        Expect.thrown(HypervisorClosedException.class, "info()", guest::info);
        Expect.thrown(HypervisorClosedException.class, "start()", () -> await(guest.start()));
        Expect.thrown(HypervisorClosedException.class, "undefine()", () -> await(guest.undefine()));
        Expect.thrown(HypervisorClosedException.class, "capability(type)", () -> guest.capability(Snapshots.class));
        Expect.thrown(HypervisorClosedException.class, "capabilities()", guest::capabilities);
    }

    @TckRule(
            id = "HV-206",
            statement = "close() closes the subscriptions of the connection",
            reason = "a listener that is called for ever keeps a program alive",
            hint = "subscribe(): subscriptions are registered with what close() closes; EventBus does it")
    void closesSubscriptions() {
        Hypervisor host = lab().open();
        Subscription subscription = host.subscribe(event -> {});
        Expect.that(subscription.isOpen(), () -> "the subscription is not open after subscribe()");
        host.close();
        Expect.that(!subscription.isOpen(), () -> "the subscription is open after close() of the connection");
    }

    @TckRule(
            id = "HV-207",
            statement = "closing one connection leaves the others open",
            reason = "independent parts of a program connect to the same host",
            hint = "state that connections share: sessions, event loops, pools")
    void connectionsAreIndependent() {
        Hypervisor other = lab().open();
        lab().open().close();
        Expect.that(other.isOpen(), () -> "the other connection is not open any more");
        Guest guest = lab().make(other, tested().guest(lab().newName()).build());
        Expect.equal(guest.id(), guest.info().id(), "the id read by the other connection");
    }

    @TckRule(
            id = "HV-208",
            statement =
                    "a connection that is closed at once by several threads is closed when each close() has returned",
            reason = "who has closed may rely on it",
            hint = "close(): compare-and-set, and a wait for the thread that closes; OpenState does both")
    void closesOnceForManyThreads() {
        Hypervisor host = lab().open();
        Crowd.run(4, patience(), number -> {
            host.close();
            Expect.that(!host.isOpen(), () -> "isOpen() is true after close()");
            return null;
        });
    }
}
