/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.Support;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes the eight errors of a backend, with what is known about them filled in the same way each time.
 *
 * <p>Each of the first methods gives another factory that knows one thing more; each of the last ones makes an error:
 *
 * <pre>{@code
 * private static final ErrorFactory ERRORS = ErrorFactory.of("kvm");
 *
 * ErrorFactory starting = ERRORS.operation("start").subject("guest web");
 * throw starting.nativeError(new NativeError("libvirt", "VIR_ERR_OPERATION_INVALID (55)", text))
 *         .remedy("stop it first")
 *         .wrongState("it is running already");
 * // kvm: start guest web: it is running already; stop it first
 * }</pre>
 *
 * <p>Texts are clauses without a final full stop. They are shown and logged as they are: the factory cannot know a secret when
 * it sees one, so put none in. Only {@link #subject(URI)} redacts. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ErrorFactory {
    private final UnaryOperator<ErrorDetails.Builder> context;

    private ErrorFactory(UnaryOperator<ErrorDetails.Builder> context) {
        this.context = context;
    }

    /** The factory of the backend with this id. */
    public static ErrorFactory of(String backend) {
        return new ErrorFactory(details -> details.backend(backend));
    }

    private ErrorFactory with(UnaryOperator<ErrorDetails.Builder> more) {
        return new ErrorFactory(details -> more.apply(context.apply(details)));
    }

    /** Says what was being done: {@code start}, {@code list guests}. */
    public ErrorFactory operation(String operation) {
        return with(details -> details.operation(operation));
    }

    /** Says on what it was being done: {@code guest web}, a device's address. */
    public ErrorFactory subject(String subject) {
        return with(details -> details.subject(subject));
    }

    /** Says on which host it was being done; passwords in the URI are hidden. */
    public ErrorFactory subject(URI host) {
        return subject(ConnectSpec.redact(host));
    }

    /** Says what a person can do about it. */
    public ErrorFactory remedy(String remedy) {
        return with(details -> details.remedy(remedy));
    }

    /** Adds what the host's own software said. */
    public ErrorFactory nativeError(NativeError error) {
        return with(details -> details.nativeError(error));
    }

    /** Adds the exception that it came from. */
    public ErrorFactory cause(@Nullable Throwable cause) {
        return with(details -> details.cause(cause));
    }

    /** Marks it as likely to pass when tried again later; no error is, unless this was called. */
    public ErrorFactory asTransient() {
        return with(details -> details.isTransient(true));
    }

    private ErrorDetails details(String what) {
        return context.apply(ErrorDetails.builder(what)).build();
    }

    /** The thing does not exist, or no longer. */
    public HypervisorException.NotFound notFound(String what) {
        return new HypervisorException.NotFound(details(what));
    }

    /** It exists already, is owned by another, or a name is borne by several. */
    public HypervisorException.Conflict conflict(String what) {
        return new HypervisorException.Conflict(details(what));
    }

    /** The thing is there, but not in a state in which this can be done. */
    public HypervisorException.WrongState wrongState(String what) {
        return new HypervisorException.WrongState(details(what));
    }

    /** The host knows the caller and does not allow it, or the login was refused. */
    public HypervisorException.PermissionDenied permissionDenied(String what) {
        return new HypervisorException.PermissionDenied(details(what));
    }

    /** This host or this kind of guest cannot do it, for this reason. */
    public HypervisorException.Unsupported unsupported(Support.Reason reason, String what) {
        return new HypervisorException.Unsupported(reason, details(what));
    }

    /** The host cannot be reached, or the connection to it broke. */
    public HypervisorException.Unreachable unreachable(String what) {
        return new HypervisorException.Unreachable(details(what));
    }

    /** No answer came before the deadline. */
    public HypervisorException.TimedOut timedOut(String what) {
        return new HypervisorException.TimedOut(details(what));
    }

    /** The host tried and failed. */
    public HypervisorException.HostFailure hostFailure(String what) {
        return new HypervisorException.HostFailure(details(what));
    }
}
