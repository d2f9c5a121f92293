/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.BusyException;
import dev.hvsdk.vmware.internal.net.FileTransport;
import dev.hvsdk.vmware.internal.net.Transport;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.Envelope;
import dev.hvsdk.vmware.internal.soap.Faults;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import dev.hvsdk.vmware.internal.soap.Reply;
import dev.hvsdk.vmware.internal.soap.SoapFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A login that is kept: made once, made again when the server has forgotten it, and ended with the connection.
 *
 * <p>A login that was refused is not tried again, since accounts get locked. Thread-safe.
 */
public final class Session implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Session.class.getName());

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 10;

    private final HostContext context;
    private final Transport transport;
    private final Login login;
    private final ServiceContent content;
    private final ReentrantLock changing = new ReentrantLock();

    /** Written under {@link #changing}. */
    private volatile int logins;

    /** Why there is no login any more; guarded by {@link #changing}. */
    private @Nullable HypervisorException refusal;

    private Session(HostContext context, Transport transport, ServiceContent content) {
        this.context = context;
        this.transport = transport;
        this.login = new Login(context.spec());
        this.content = content;
    }

    /** Logs in; the session is closed with the connection, and the transport also if there is none. */
    public static Session open(HostContext context, Transport transport) {
        ErrorFactory about = context.errors("open").subject(context.spec().uri());
        try {
            return context.state().register(loggedIn(context, transport, about));
        } catch (SoapFault fault) {
            transport.close();
            throw Faults.error(fault, about);
        } catch (RuntimeException | Error e) {
            transport.close();
            throw e;
        }
    }

    private static Session loggedIn(HostContext context, Transport transport, ErrorFactory about) {
        Deadline deadline = Deadline.after(context.spec().deadlines().connect());
        Pass pass = new Pass(transport, "", deadline, about, 0);
        Element content =
                patiently(deadline, about, () -> pass.send(ServiceContent.INSTANCE, "RetrieveServiceContent"));
        Session session = new Session(context, transport, new ServiceContent(returned(content), about));
        return patiently(deadline, about, () -> {
            session.logIn(0, deadline, about);
            return session;
        });
    }

    /** What an answer brings; an empty element if it brings nothing. */
    public static Element returned(Element answer) {
        return answer.find("returnval").orElseGet(() -> Element.of("returnval"));
    }

    /** What the server said of itself. */
    public ServiceContent content() {
        return content;
    }

    /** The connection. */
    public HostContext context() {
        return context;
    }

    /** Files of the server, by the right of this session. */
    public FileTransport files() {
        return transport.files();
    }

    /** Has the server do one thing, within the deadline of a call; gives what it returns. */
    public Element call(ManagedRef self, String method, ErrorFactory about, Element... arguments) {
        return run(context.deadline(), about, calls -> returned(calls.send(self, method, arguments)));
    }

    /** Does work of several calls within the deadline of one; see {@link #run(Deadline, ErrorFactory, Function)}. */
    public <T> T run(ErrorFactory about, Function<? super Calls, ? extends T> work) {
        return run(context.deadline(), about, work);
    }

    /**
     * Does work of several calls; all of it once more, from its beginning, after a new login if the server had forgotten the
     * old one, and after a pause if the server was busy. So at most the last of the calls may change something.
     *
     * @throws HypervisorException if the server refuses or does not answer
     */
    public <T> T run(Deadline deadline, ErrorFactory about, Function<? super Calls, ? extends T> work) {
        context.state().checkOpen();
        try {
            return patiently(deadline, about, () -> loggedIn(deadline, about, work));
        } catch (SoapFault fault) {
            throw Faults.error(fault, about);
        }
    }

    /** Does work that may be done again when it says that the server was busy, within the deadline of a call after the first. */
    <T> T patiently(ErrorFactory about, Supplier<T> work) {
        try {
            return patiently(context.deadline(), about, work);
        } catch (SoapFault fault) {
            throw Faults.error(fault, about);
        }
    }

    private <T> T loggedIn(Deadline deadline, ErrorFactory about, Function<? super Calls, ? extends T> work) {
        int before = logins;
        try {
            return work.apply(pass(deadline, about, before));
        } catch (SoapFault fault) {
            if (!fault.isOfSession()) {
                throw fault;
            }
            logIn(before, deadline, about);
            return work.apply(pass(deadline, about, logins));
        }
    }

    private Pass pass(Deadline deadline, ErrorFactory about, int number) {
        return new Pass(transport, content.apiVersion(), deadline, about, number);
    }

    private void logIn(int before, Deadline deadline, ErrorFactory about) {
        changing.lock();
        try {
            if (refusal != null) {
                throw refusal;
            }
            if (logins == before) {
                transport.forgetSession();
                pass(deadline, about, before).send(content.manager("sessionManager"), "Login", login.arguments(about));
                logins = before + 1;
            }
        } catch (SoapFault fault) {
            remember(Faults.error(fault, about));
            throw fault;
        } finally {
            changing.unlock();
        }
    }

    /** A server that is only busy, or that starts, is asked again. */
    private void remember(HypervisorException failure) {
        if (failure instanceof HypervisorException.PermissionDenied) {
            refusal = failure;
            throw failure;
        }
    }

    /** The library is asked only once the server was busy: to load it takes longer than a call. */
    private static <T> T patiently(Deadline deadline, ErrorFactory about, Supplier<T> work) {
        try {
            return work.get();
        } catch (SoapFault | BusyException first) {
            if (!isPassing(first)) {
                throw first;
            }
            return again(deadline, about, work);
        }
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof BusyException || (failure instanceof SoapFault fault && fault.isTransient());
    }

    private static <T> T again(Deadline deadline, ErrorFactory about, Supplier<T> work) {
        RetryPolicy<T> policy = RetryPolicy.<T>builder()
                .handleIf(Session::isPassing)
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(0.2)
                .withMaxAttempts(MOST_TRIES)
                .withMaxDuration(deadline.left().plusMillis(1))
                .build();
        try {
            LockSupport.parkNanos(FIRST_PAUSE.toNanos());
            return Failsafe.with(policy).get(work::get);
        } catch (BusyException e) {
            throw about.cause(e).asTransient().hostFailure("the server stays busy: " + e.getMessage());
        } catch (FailsafeException e) {
            throw interrupted(e);
        }
    }

    private static RuntimeException interrupted(FailsafeException e) {
        return e.getCause() instanceof InterruptedException interruption
                ? new OperationInterruptedException("a pause before the next try", interruption)
                : e;
    }

    /** Says farewell, and ends what is under way. */
    @Override
    public void close() {
        release(content.manager("sessionManager"), "Logout");
        transport.close();
    }

    /** Has the server forget something, also while the connection is being closed; it would do so with the session. */
    public void release(ManagedRef self, String method) {
        ErrorFactory about = context.errors("close");
        try {
            pass(Deadline.after(FAREWELL), about, logins).send(self, method);
        } catch (SoapFault | BusyException | HypervisorException e) {
            LOG.log(Level.FINE, e, () -> "the server did not hear " + method);
        }
    }

    /** One pass of one piece of work. */
    private record Pass(Transport transport, String version, Deadline deadline, ErrorFactory about, int login)
            implements Calls {
        @Override
        public Element send(ManagedRef self, String method, Element... arguments) {
            return transport.send(call(self, method, arguments), version, deadline, about, Reply::read);
        }

        @Override
        public Element send(
                ManagedRef self, String method, String taken, Consumer<Element> taker, Element... arguments) {
            return transport.send(
                    call(self, method, arguments), version, deadline, about, in -> Reply.read(in, taken, taker));
        }

        private static byte[] call(ManagedRef self, String method, Element... arguments) {
            return Envelope.of(self, method, List.of(arguments));
        }
    }
}
