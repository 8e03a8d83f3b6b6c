// Starts the interactive document; nothing is asked of any other host.
window.addEventListener('DOMContentLoaded', () => {
  SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    displayRequestDuration: true,
    docExpansion: 'none', // a hundred operations at once are no overview
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: true,
    persistAuthorization: false, // a token must not stay behind in a shared browser
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    layout: 'BaseLayout',
  });
});
