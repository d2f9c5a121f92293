/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The server's list of all objects of its inventory, made once a login. Thread-safe. */
final class View implements AutoCloseable {
    private final Session session;
    private final ReentrantLock making = new ReentrantLock();

    /** Guarded by {@link #making}, as is the login in which it was made. */
    private @Nullable ManagedRef made;

    private int madeIn;

    View(Session session) {
        this.session = session;
    }

    ManagedRef of(Calls calls) {
        making.lock();
        try {
            ManagedRef known = made;
            if (known == null || madeIn != calls.login()) {
                known = make(calls);
                made = known;
                madeIn = calls.login();
            }
            return known;
        } finally {
            making.unlock();
        }
    }

    /** Whether it is this that is gone, as it is with a session that ended behind our back; it is made anew then. */
    boolean isForgotten(Optional<ManagedRef> gone) {
        making.lock();
        try {
            boolean isThis = gone.isPresent() && gone.get().equals(made);
            made = isThis ? null : made;
            return isThis;
        } finally {
            making.unlock();
        }
    }

    private ManagedRef make(Calls calls) {
        Element answer = calls.send(
                session.content().manager("viewManager"),
                "CreateContainerView",
                session.content().manager("rootFolder").as("container"),
                Element.ofFlag("recursive", true));
        return answer.ref("returnval")
                .orElseThrow(() ->
                        session.context().errors("list").hostFailure("the server made a view without a reference"));
    }

    @Override
    public void close() {
        making.lock();
        try {
            ManagedRef known = made;
            if (known != null) {
                session.release(known, "DestroyView");
            }
        } finally {
            making.unlock();
        }
    }
}
