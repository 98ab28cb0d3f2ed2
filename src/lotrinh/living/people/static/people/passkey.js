// Security keys. A form says what is wanted: data-passkey="create" (a new key), "get" (one of this account's keys) or
// "login" (a key that tells whose it is). The server's options stand in #js_data, or are fetched for a login; the
// answer goes back in the hidden field "credential".

const WORDS = document.documentElement.lang === "en"
  ? {
    NotAllowedError: "The key was not used in time, or you cancelled. Try again.",
    InvalidStateError: "This key is registered already.",
    other: "The key could not be used in this browser. Use another way to sign in.",
  }
  : {
    NotAllowedError: "Chưa dùng khóa kịp lúc hoặc đã thôi. Thử lại.",
    InvalidStateError: "Khóa này đã đăng ký rồi.",
    other: "Không dùng được khóa trong trình duyệt này. Đăng nhập cách khác.",
  };

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const named = (list) => (list ?? []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

function forCreate({ publicKey: told }, passwordless) {
  const selection = { ...told.authenticatorSelection };
  selection.residentKey = passwordless ? "required" : "discouraged";
  selection.requireResidentKey = passwordless;
  if (passwordless) selection.userVerification = "required";
  return {
    publicKey: {
      ...told,
      challenge: bytes(told.challenge),
      user: { ...told.user, id: bytes(told.user.id) },
      excludeCredentials: named(told.excludeCredentials),
      authenticatorSelection: selection,
    },
  };
}

function forGet({ publicKey: told }) {
  return { publicKey: { ...told, challenge: bytes(told.challenge), allowCredentials: named(told.allowCredentials) } };
}

function answer(credential) {
  const { response } = credential;
  const told = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    told.attestationObject = text(response.attestationObject);
    told.transports = response.getTransports?.() ?? [];
  } else {
    told.authenticatorData = text(response.authenticatorData);
    told.signature = text(response.signature);
    told.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    response: told,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("js_data").textContent);
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`${reply.status}`);
  return reply.json();
}

async function start(form) {
  const told = await options(form);
  const made = form.dataset.passkey === "create"
    ? await navigator.credentials.create(forCreate(told.creation_options, form.elements.passwordless?.checked ?? false))
    : await navigator.credentials.get(forGet(told.request_options));
  form.elements.credential.value = JSON.stringify(answer(made));
  form.submit();
}

for (const button of document.querySelectorAll("[data-passkey-start]")) {
  button.hidden = !window.PublicKeyCredential;
  button.addEventListener("click", () => {
    const form = button.form;
    const message = form.querySelector('[role="alert"]');
    message.hidden = true;
    start(form).catch((problem) => {
      message.textContent = WORDS[problem.name] ?? WORDS.other;
      message.hidden = false;
    });
  });
}
